package dev.nacre.compiler.tensor;

import static dev.nacre.compiler.tensor.Programs.w;
import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.neg;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgramBuilderTest {

    @Test
    void aNodeIsMadeOnce() {
        Program program =
                Programs.of(b -> b.map(add(arg(0), arg(1)), b.map(neg(arg(0)), x(b, 3)), b.map(neg(arg(0)), x(b, 3))));
        assertEquals("""
                v0 n[3] = input x
                v1 n[3] = neg(v0)
                v2 n[3] = (v1 + v1)
                result y = v2
                """, ProgramText.of(program));
    }

    @Test
    void whatNoResultNeedsIsLeftOutButForInputs() {
        Program program = Programs.of(b -> {
            b.input("unused", false, Shape.of(2));
            b.map(neg(arg(0)), w(b, 3));
            return b.map(neg(arg(0)), x(b, 3));
        });
        assertEquals("""
                v0 n[2] = input unused
                v1 n[3] = input x
                v2 n[3] = neg(v1)
                result y = v2
                """, ProgramText.of(program));
        Verifier.verify(program);
    }

    @Test
    void removingDetachmentsJoinsWhatBecomesTheSame() {
        Program program = Programs.of(
                b -> b.map(add(arg(0), arg(1)), b.map(neg(arg(0)), x(b, 3)), b.map(neg(arg(0)), b.detach(x(b, 3)))));
        assertEquals("""
                v0 n[3] = input x
                v1 n[3] = neg(v0)
                v2 n[3] = (v1 + v1)
                result y = v2
                """, ProgramText.of(Detachment.remove(program)));
    }

    @Test
    void whatChangesNothingIsNoNode() {
        Program program = Programs.of(b -> b.reshape(b.map(arg(0), b.sum(x(b, 3), List.of(), false)), Shape.of(3)));
        assertEquals("v0 n[3] = input x\nresult y = v0\n", ProgramText.of(program));
    }

    @Test
    void oneAfterNoOtherIsItselfAndSoIsTheWhole() {
        Program program = Programs.of(b -> b.concat(List.of(b.slice(x(b, 2, 3), 1, 0, 3)), 0));
        assertEquals("v0 n[2,3] = input x\nresult y = v0\n", ProgramText.of(program));
    }

    @Test
    void concatenationsAddSizesAndSlicesNameTheirRange() {
        Program program = Programs.of(b -> b.slice(b.concat(List.of(x(b, 2, 3), x(b, 2, 3)), 1), 1, 2, 3));
        assertEquals("""
                v0 n[2,3] = input x
                v1 n[2,6] = concat v0, v0 along 1
                v2 n[2,3] = v1 from 2 to 5 along 1
                result y = v2
                """, ProgramText.of(program));
        Verifier.verify(program);
    }

    @Test
    void shapesFollowFromTheOperands() {
        Program program = Programs.of(b -> {
            Value product = b.contract(x(b, 2, 3), List.of(0, 1), w(b, 4, 3), List.of(2, 1), List.of(0, 2), false);
            Value max = b.max(product, List.of(0));
            return b.map(add(arg(0), arg(1)), product, b.reshape(max, Shape.of(4)));
        });
        assertEquals("""
                v0 n[2,3] = input x
                v1 [4,3] = parameter w
                v2 n[2,4] = sum v0[ij] * v1[kj] -> [ik]
                v3 n[1,4] = max of v2 over [0]
                v4 n[4] = reshape v3
                v5 n[2,4] = (v2 + v4)
                result y = v5
                """, ProgramText.of(program));
    }

    @Test
    void aNodeThatDoesNotFitIsReportedWithItsLayerAndLine() {
        rejects("shapes do not broadcast: [[3], [2]]", b -> b.map(add(arg(0), arg(1)), x(b, 3), w(b, 2)));
        rejects("reads an operand that is not there: 1", b -> b.map(arg(1), x(b, 3)));
        rejects("without operands", b -> b.map(Scalar.constant(1)));
        rejects("differ in their number of elements", b -> b.reshape(x(b, 3), Shape.of(2)));
        rejects("axes [1] do not fit [3]", b -> b.sum(x(b, 3), List.of(1), false));
        rejects("axes [0, 0] do not fit [3]", b -> b.sum(x(b, 3), List.of(0, 0), false));
        rejects("[3] and [3,1] differ in more than axis 0", b -> b.concat(List.of(x(b, 3), w(b, 3, 1)), 0));
        rejects("[2,3] and [3,3] differ in more than axis 1", b -> b.concat(List.of(x(b, 2, 3), w(b, 3, 3)), 1));
        rejects("only some of the values have a batch", b -> b.concat(List.of(x(b, 3), w(b, 3)), 0));
        rejects("[3] has no axis 1", b -> b.concat(List.of(x(b, 3), x(b, 3)), 1));
        rejects("[3] has no 2 places from 2 on in axis 0", b -> b.slice(x(b, 3), 0, 2, 2));
        rejects("[3] has no 0 places from 2 on in axis 0", b -> b.slice(x(b, 3), 0, 2, 0));
        rejects("no batch to sum over", b -> b.sum(w(b, 3), List.of(), true));
    }

    @Test
    void aContractionWhoseLabelsDoNotFitIsReported() {
        rejects("label 0 has two sizes", b -> contract(b, List.of(0), List.of(0), List.of()));
        rejects("labels [0, 1] do not fit [3]", b -> contract(b, List.of(0, 1), List.of(2), List.of()));
        rejects("label 0 is summed alone", b -> contract(b, List.of(0), List.of(1), List.of(1)));
        rejects("label 1 is summed alone", b -> contract(b, List.of(0), List.of(1), List.of(0)));
        rejects("in no operand", b -> contract(b, List.of(0), List.of(1), List.of(0, 1, 2)));
        rejects("stands twice", b -> contract(b, List.of(0), List.of(1), List.of(0, 1, 0)));
        rejects("the batch is not listed", b -> contract(b, List.of(-1), List.of(1), List.of(1)));
    }

    private static Value contract(ProgramBuilder b, List<Integer> left, List<Integer> right, List<Integer> result) {
        return b.contract(x(b, 3), left, w(b, 2), right, result, false);
    }

    private static void rejects(String problem, Function<ProgramBuilder, Value> body) {
        IllegalStateException defect = assertThrows(IllegalStateException.class, () -> Programs.of(body));
        String message = String.valueOf(defect.getMessage());
        assertTrue(message.startsWith("here (test.nn:2): ") && message.contains(problem), message);
    }
}
