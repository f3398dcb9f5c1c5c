package dev.nacre.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.ProgramText;
import dev.nacre.compiler.tensor.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoweringTest {

    private static String lowered(String model, Mode mode) {
        Program program = Lowering.lower(Models.parse("model M " + model), mode);
        Verifier.verify(program);
        return ProgramText.of(program);
    }

    @Test
    void aLinearLayerIsAContractionAndABias() {
        assertEquals("""
                v0 n[7,5] = input x
                v1 [4,5] = parameter fc.weight
                v2 [4] = parameter fc.bias
                v3 n[7,4] = sum v0[ij] * v1[kj] -> [ik]
                v4 n[7,4] = (v3 + v2)
                v5 n[28] = reshape v4
                result y = v5
                """, lowered("(x: [7,5]) < fc: linear(4); flatten >", Mode.PREDICTION));
    }

    @Test
    void softmaxIsShiftedByItsMaximum() {
        assertEquals("""
                v0 n[2,3] = input x
                v1 n[1,3] = max of v0 over [0]
                v2 n[1,3] = detach v1
                v3 n[2,3] = (v0 - v2)
                v4 n[2,3] = exp(v3)
                v5 n[1,3] = sum of v4 over [0]
                v6 n[1,3] = log(v5)
                v7 n[2,3] = (v3 - v6)
                result y = v7
                """, lowered("(x: [2,3]) < log_softmax(dim = 0) >", Mode.PREDICTION));
    }

    @Test
    void dropoutIsNothingWhenPredicting() {
        assertEquals("v0 n[3] = input x\nresult y = v0\n", lowered("(x: [3]) < dropout(0.5) >", Mode.PREDICTION));
        assertEquals("v0 n[3] = input x\nresult y = v0\n", lowered("(x: [3]) < dropout(0.0) >", Mode.TRAINING));
    }

    @Test
    void everyDropoutHasItsOwnRandomNumbers() {
        assertEquals("""
                v0 n[3] = input x
                v1 n[3] = random 0
                v2 n[3] = (v1 < 0.5 ? 0 : (v0 * 2))
                v3 n[3] = max(v2, 0)
                v4 n[3] = random 2
                v5 n[3] = (v4 < 0.2 ? 0 : (v3 * 1.25))
                result y = v5
                """, lowered("(x: [3]) < dropout; relu; dropout(0.2) >", Mode.TRAINING));
    }

    @Test
    void parametersThatAreNotTrainedHaveNoGradient() {
        Network network = Models.parse("model M < a: linear(3,2); tanh; b: linear(1) >");
        List<Parameter> parameters = network.parameters().stream()
                .map(p -> new Parameter(
                        p.name(), p.shape(), p.initialization(), p.name().startsWith("b")))
                .toList();
        Program program = Differentiation.differentiate(
                Lowering.lower(with(network, network.layers(), parameters), Mode.TRAINING));
        Verifier.verify(program);
        List<String> outputs =
                program.outputs().stream().map(Program.Output::name).toList();
        assertEquals(List.of("y", "x", "b.weight", "b.bias"), outputs);
    }

    @Test
    void aLayerOfAnotherShapeThanItSaysIsADefectOfOurs() {
        Network network = Models.parse("model M <\n linear(3,2) >");
        Layer layer = network.layers().get(0);
        Layer wrong = new Layer(
                layer.path(),
                layer.kind(),
                layer.operation(),
                layer.inputs(),
                Shape.of(5),
                layer.parameters(),
                layer.span());
        Network broken = with(network, List.of(wrong), network.parameters());
        CompilerDefect defect = assertThrows(CompilerDefect.class, () -> Lowering.lower(broken, Mode.PREDICTION));
        assertTrue(
                String.valueOf(defect.getMessage()).contains("the shape should be [5], but is [2]"), defect::toString);
        assertTrue(String.valueOf(defect.getMessage()).startsWith("test.nn:2, 0"), defect::toString);
    }

    @Test
    void everyNodeSaysItsLayer() {
        Program program = Lowering.lower(Models.parse("model M <\n fc: linear(3,2);\n relu >"), Mode.PREDICTION);
        Program.Origin last = program.nodes().get(program.nodes().size() - 1).origin();
        assertEquals("1", last.layer());
        assertEquals("test.nn:3", last.span().provenance());
        assertTrue(
                program.nodes().stream().anyMatch(node -> node.origin().layer().equals("fc")));
    }

    private static Network with(Network network, List<Layer> layers, List<Parameter> parameters) {
        return new Network(
                network.name(),
                network.packageName(),
                network.doc(),
                network.visibility(),
                network.inputs(),
                network.outputs(),
                layers,
                parameters,
                network.span());
    }
}
