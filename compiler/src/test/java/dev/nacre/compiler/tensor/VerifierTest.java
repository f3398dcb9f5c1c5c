package dev.nacre.compiler.tensor;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final Value X = new Value(0, Shape.of(3), true);
    private static final Value W = new Value(1, Shape.of(3), false);
    private static final Node INPUT = node(X, new Primitive.Input("x", false));
    private static final Node PARAMETER = node(W, new Primitive.Parameter("w"));

    private static Node node(Value value, Primitive primitive) {
        return new Node(value, primitive, Programs.ORIGIN);
    }

    private static Node negation(int id, Value operand, boolean batched) {
        Value value = new Value(id, operand.shape(), batched);
        return node(value, new Primitive.Map(List.of(operand), Scalar.neg(Scalar.arg(0))));
    }

    private static Output result(Value value) {
        return new Output(Output.Kind.RESULT, "y", value);
    }

    private static void rejects(String problem, List<Node> nodes, Output... outputs) {
        IllegalStateException defect =
                assertThrows(IllegalStateException.class, () -> Verifier.verify(new Program(nodes, List.of(outputs))));
        assertTrue(String.valueOf(defect.getMessage()).contains(problem), defect.getMessage());
    }

    @Test
    void aSoundProgramPasses() {
        Node negation = negation(1, X, true);
        Verifier.verify(new Program(List.of(INPUT, negation), List.of(result(negation.value()))));
    }

    @Test
    void idsArePositions() {
        rejects("stands at position 0", List.of(PARAMETER));
    }

    @Test
    void operandsComeFirst() {
        rejects("reads value 2 before it is made", List.of(INPUT, negation(1, new Value(2, X.shape(), true), true)));
    }

    @Test
    void operandsAreWhatWasMade() {
        rejects("misremembers value 0", List.of(INPUT, negation(1, new Value(0, Shape.of(4), true), true)));
    }

    @Test
    void shapesAndBatchesFollowFromOperands() {
        rejects("should be", List.of(INPUT, negation(1, X, false)));
        rejects("should be", List.of(INPUT, PARAMETER, negation(2, W, true)));
    }

    @Test
    void nothingIsComputedTwice() {
        rejects("is the same as value 1", List.of(INPUT, negation(1, X, true), negation(2, X, true)));
    }

    @Test
    void nothingIsComputedInVain() {
        rejects("is needed by no result", List.of(INPUT, PARAMETER), result(X));
        rejects("is needed by no result", List.of(INPUT, negation(1, X, true)), result(X));
    }

    @Test
    void resultsExistAndAreNamedOnce() {
        rejects("no value of the program", List.of(INPUT), result(W));
        rejects("two results", List.of(INPUT), result(X), result(X));
    }

    @Test
    void resultsHaveABatchAndParametersGradientsNone() {
        rejects("wrong batch", List.of(INPUT, PARAMETER), result(W));
        rejects("wrong batch", List.of(INPUT), new Output(Output.Kind.PARAMETER_GRADIENT, "w", X));
    }

    @Test
    void aGradientHasTheShapeOfItsParameter() {
        Node other = node(new Value(2, Shape.of(1), false), new Primitive.Parameter("v"));
        rejects(
                "has a gradient of shape [1]",
                List.of(INPUT, PARAMETER, other),
                new Output(Output.Kind.PARAMETER_GRADIENT, "w", other.value()));
    }
}
