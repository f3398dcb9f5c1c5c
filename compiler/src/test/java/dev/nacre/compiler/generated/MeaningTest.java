package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What generated classes compute is what their programs mean, up to the rounding of float arithmetic. */
class MeaningTest {

    /** Each behind products of widths around the lanes. */
    private static final List<String> LAYERS = List.of(
            "relu",
            "leaky_relu",
            "prelu",
            "elu(alpha = 0.7)",
            "selu",
            "gelu",
            "gelu(approximate = \"tanh\")",
            "silu",
            "mish",
            "sigmoid",
            "tanh",
            "softplus(beta = 3)",
            "softsign",
            "logsigmoid",
            "hardtanh",
            "relu6",
            "hardsigmoid",
            "hardswish",
            "softmax",
            "log_softmax",
            "dropout(0.2)",
            "flatten");

    @TestFactory
    Stream<DynamicTest> everyLayerMeansTheSameInEveryTargetAtEveryWidth() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LAYERS.size(); i++) {
            text.append(
                    "model Narrow%1$d (x: [35]) < linear(1); %2$s; linear(15); %2$s >\n".formatted(i, LAYERS.get(i)));
            text.append("model Wide%1$d (x: [7]) < linear(16); %2$s; linear(17); %2$s; linear(35); %2$s >\n"
                    .formatted(i, LAYERS.get(i)));
        }
        SourceFile file = new SourceFile("layers.nn", "test", text.toString());
        CompiledModels models = CompiledModels.of(file);
        return NnCompiler.check(List.of(file), new Diagnostics()).stream()
                .map(network -> Meaning.test(described(network), models, network, 1, 3, 64));
    }

    private static String described(Network network) {
        String index = network.name().replaceAll("[A-Za-z]", "");
        return network.name() + ": " + LAYERS.get(Integer.parseInt(index));
    }
}
