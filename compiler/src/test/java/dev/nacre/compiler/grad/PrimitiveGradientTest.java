package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Programs.w;
import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.div;
import static dev.nacre.compiler.tensor.Scalar.max;
import static dev.nacre.compiler.tensor.Scalar.min;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.sub;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Programs;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients of primitives in combinations that no layer makes alone. */
class PrimitiveGradientTest {

    private static void check(java.util.function.Function<ProgramBuilder, Value> body) {
        for (int batch : new int[] {1, 3}) {
            CentralDifferences.check(Programs.of(body), batch, batch);
        }
    }

    @Test
    void usesOfAValueAddUp() {
        check(b -> {
            Value x = x(b, 4);
            Value tanh = b.map(apply(Function.TANH, arg(0)), x);
            return b.map(add(mul(arg(0), arg(1)), arg(0)), x, tanh);
        });
    }

    @Test
    void usesOfAParameterAddUp() {
        check(b -> {
            Value once = b.contract(x(b, 3), List.of(0), w(b, 3, 3), List.of(1, 0), List.of(1), false);
            Value bent = b.map(apply(Function.TANH, arg(0)), once);
            return b.contract(bent, List.of(0), w(b, 3, 3), List.of(1, 0), List.of(1), false);
        });
    }

    @Test
    void anOperandMayStandTwiceInAMap() {
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 4), x(b, 4)));
    }

    @Test
    void aContractionOfTwoBatchesKeepsOrSumsTheBatch() {
        check(b -> b.contract(
                x(b, 2, 3), List.of(0, 1), b.input("z", false, Shape.of(4, 3)), List.of(2, 1), List.of(0, 2), false));
        check(b -> {
            Value gram = b.contract(x(b, 3), List.of(0), x(b, 3), List.of(1), List.of(0, 1), true);
            return b.map(mul(arg(0), arg(1)), x(b, 3, 3), gram);
        });
    }

    @Test
    void aSharedLabelOfTheResultIsABatchedProduct() {
        check(b -> b.contract(x(b, 2, 3), List.of(0, 1), w(b, 2, 3), List.of(0, 1), List.of(0), false));
    }

    @Test
    void broadcastOperandsCollectTheirGradients() {
        check(b -> b.map(mul(apply(Function.TANH, arg(0)), arg(1)), x(b, 2, 3), w(b, 1, 3)));
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 2, 3), w(b, 3)));
        check(b -> b.map(add(arg(0), arg(1)), x(b, 2, 1), w(b, 1, 3)));
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 3), w(b, 2, 1)));
    }

    @Test
    void aSumHandsItsGradientToAll() {
        check(b -> b.sum(x(b, 2, 3), List.of(0), false));
        check(b -> b.map(sub(arg(0), arg(1)), x(b, 2, 3), b.sum(x(b, 2, 3), List.of(0, 1), false)));
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 3), b.sum(x(b, 3), List.of(), true)));
    }

    @Test
    void aSumOfWhatWasRepeatedCountsTheCopies() {
        check(b -> b.sum(b.map(add(arg(0), arg(1)), x(b, 2, 3), w(b, 3)), List.of(0, 1), false));
        check(b -> b.sum(b.map(add(arg(0), arg(1)), x(b, 4, 1), w(b, 3)), List.of(1), false));
    }

    @Test
    void aSumBeforeAReshapeOrAContractionIsSpreadOut() {
        check(b -> b.sum(b.reshape(x(b, 2, 6), Shape.of(3, 4)), List.of(1), false));
        check(b -> b.sum(
                b.contract(x(b, 2, 3), List.of(0, 1), w(b, 4, 3), List.of(2, 1), List.of(0, 2), false),
                List.of(0, 1),
                false));
    }

    @Test
    void partsOfAConcatenationGetTheirPartsOfTheGradient() {
        check(b -> b.concat(List.of(x(b, 4), b.map(apply(Function.TANH, arg(0)), x(b, 4))), 0));
        check(b -> b.concat(List.of(x(b, 2, 3), b.map(mul(arg(0), arg(1)), x(b, 2, 3), w(b, 3))), 0));
        check(b -> b.concat(List.of(x(b, 2, 3), b.sum(x(b, 2, 3), List.of(1), false), x(b, 2, 3)), 1));
        check(b -> b.sum(b.concat(List.of(x(b, 2, 3), x(b, 2, 3)), 1), List.of(1), false));
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 6), b.concat(List.of(w(b, 3), w(b, 3)), 0)));
    }

    @Test
    void whatASliceLeavesOutGetsNoGradient() {
        check(b -> b.slice(x(b, 5), 0, 1, 3));
        check(b -> b.slice(x(b, 2, 3), 0, 1, 1));
        check(b -> b.map(mul(arg(0), arg(1)), b.slice(x(b, 2, 4), 1, 0, 2), b.slice(x(b, 2, 4), 1, 1, 2)));
        check(b -> b.map(mul(arg(0), arg(1)), x(b, 2), b.slice(w(b, 3), 0, 1, 2)));
    }

    @Test
    void smallerAndLargerShareNothingWithEachOther() {
        check(b -> b.map(max(arg(0), arg(1)), x(b, 4), w(b, 4)));
        check(b -> b.map(min(arg(1), arg(0)), x(b, 4), w(b, 4)));
    }

    @Test
    void aQuotientOfTwoFunctionsObeysTheQuotientRule() {
        check(b -> b.map(div(arg(0), add(mul(arg(1), arg(1)), Scalar.constant(1))), x(b, 4), w(b, 4)));
        check(b -> b.map(div(apply(Function.LOG, add(mul(arg(0), arg(0)), Scalar.constant(2))), arg(0)), x(b, 4)));
    }

    @Test
    void whatIsDetachedGetsNoGradient() {
        var program =
                Differentiation.differentiate(Programs.of(b -> b.map(mul(arg(0), arg(1)), x(b, 3), b.detach(w(b, 3)))));
        assertEquals(
                List.of("y", "x"), program.outputs().stream().map(o -> o.name()).toList());
    }
}
