package dev.nacre.compiler.grad;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.generated.ModelFile;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.lower.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation's gradient is the slope of what the operation means, at sizes around the lanes of vectors. */
class GradientTest {

    private static final List<Integer> WIDTHS = List.of(1, 15, 16, 17, 35);
    private static final List<Integer> BATCHES = List.of(1, 3, 64);

    private static final List<String> MODELS = List.of(
            "(x: [N]) < linear(7) >",
            "(x: [N]) < linear(7, bias = false) >",
            "(x: [5]) < linear(N); tanh; linear(2) >",
            "(x: [2, N]) < linear(3); silu; linear(N) >",
            "(x: [2, N]) < linear(3); flatten; sigmoid >",
            "(x: [N]) < relu >",
            "(x: [N]) < leaky_relu >",
            "(x: [N]) < leaky_relu(negative_slope = -0.5) >",
            "(x: [N]) < elu >",
            "(x: [N]) < elu(alpha = 0.3) >",
            "(x: [N]) < selu >",
            "(x: [N]) < gelu >",
            "(x: [N]) < gelu(approximate = \"tanh\") >",
            "(x: [N]) < silu >",
            "(x: [N]) < mish >",
            "(x: [N]) < sigmoid >",
            "(x: [N]) < tanh >",
            "(x: [N]) < softplus >",
            "(x: [N]) < softplus(beta = 12.0) >",
            "(x: [N]) < softsign >",
            "(x: [N]) < logsigmoid >",
            "(x: [N]) < hardtanh >",
            "(x: [N]) < relu6 >",
            "(x: [N]) < hardsigmoid >",
            "(x: [N]) < hardswish >",
            "(x: [N]) < prelu >",
            "(x: []) < prelu >",
            "(x: [2, N]) < prelu >",
            "(x: [N]) < softmax >",
            "(x: [2, N]) < softmax >",
            "(x: [2, N]) < softmax(dim = 0) >",
            "(x: [N]) < log_softmax >",
            "(x: [2, N]) < log_softmax(dim = -2) >",
            "(x: [3, N]) < multihead_attention(1) >",
            "(x: [1, N]) < multihead_attention(1, bias = false) >",
            "(x: [3, 4]) < linear(N); tanh; linear(6); tanh; multihead_attention(3, dropout = 0.3, causal = true) >",
            "(x: [3, N], keys: int[3]) < from x; multihead_attention(1, mask = keys) >",
            "(x: [5, 4], keys: int[5]) < from x; linear(6); tanh; multihead_attention(3, causal = true, mask = keys) >",
            "(x: [3, N], m: [5, N], keys: int[5]) < from x; cross_attention(1, memory = m, mask = keys) >",
            "(x: [N, 4], m: [2, 4]) < from m; tanh -> t; from x; cross_attention(2, memory = t, bias = false) >",
            "(x: [N, 4], keys: int[N]) < from x; tanh -> t; from (t, t, t); scaled_dot_product_attention(2, mask = keys) >",
            "(x: [3, 4], keys: int[3]) < from x; transformer_encoder_layer(2, dim_feedforward = N, mask = keys) >",
            "(q: [3, N], k: [5, N], v: [5, 2]) < scaled_dot_product_attention(1) >",
            "(q: [3, 4], k: [2, 4]) < from k; linear(N) -> v; from (q, k, v); scaled_dot_product_attention(1, causal = true) >",
            "(x: [3, N]) < tanh -> t; from (t, t, t); scaled_dot_product_attention(1) >",
            "(x: [N, 4, 5]) < maxpool2d(2) >",
            "(x: [2, 5, N]) < maxpool2d([3, 1], stride = [2, 1], padding = [1, 0]) >",
            "(x: [3, N]) < maxpool1d(2, stride = 1, padding = 1) >",
            "(x: [N, 4, 5]) < avgpool2d(3, stride = 2, padding = 1) >",
            "(x: [2, N]) < tanh; avgpool1d(3, stride = 2, padding = 1, count_include_pad = false) >",
            "(x: [2, N]) < adaptive_avgpool1d(4) >",
            "(x: [N, 3, 2]) < adaptive_avgpool2d([2, 3]) >",
            "(x: [N, 3, 2]) < global_avgpool2d >",
            "(x: [N, 3, 2]) < global_maxpool2d >",
            "(x: [3, N]) < mean(dim = -1) >",
            "(x: [3, N]) < tanh; sum(dim = 0) >",
            "(x: [3, N]) < max(dim = 0) >",
            "(x: [3, N]) < max(dim = [0, 1]) >",
            "(x: [N, 2, 3]) < upsample([3, 2]) >",
            "(x: [2, N]) < upsample(2) >",
            "(x: [N, 2, 3]) < upsample([3, 2], mode = \"bilinear\") >",
            "(x: [2, N]) < upsample(4, mode = \"linear\") >",
            "(x: [N]) < layernorm >",
            "(x: [2, N]) < layernorm(affine = false) >",
            "(x: [2, N]) < layernorm(eps = 0.1); tanh >",
            "(x: [N]) < rmsnorm >",
            "(x: [2, N]) < rmsnorm(affine = false) >",
            "(x: [6, N]) < groupnorm(3) >",
            "(x: [N, 2, 3]) < groupnorm(1) >",
            "(x: [N]) < groupnorm(1) >",
            "(x: [3, 2, N]) < groupnorm(3, affine = false) >",
            "(x: [3, N]) < sum < | position(3, N) > >",
            "(x: [N, 2]) < sum < | position(N, 2) >; tanh >",
            "(x: [3, 2, N]) < dropout2d(0.4); tanh >",
            "(x: [6, N]) < reshape([3, -1]); softmax >",
            "(x: [3, N]) < transpose(0, 1); softmax >",
            "(x: [2, 3, N]) < transpose(0, 2); softmax; transpose(0, 1); tanh; flatten >",
            "(x: [N]) < batchnorm1d >",
            "(x: [5]) < linear(N); batchnorm1d(affine = false); tanh; batchnorm1d; linear(3) >",
            "(x: [N, 3]) < batchnorm1d; relu; flatten; linear(2) >",
            "(x: [N, 2, 3]) < batchnorm2d >",
            "(x: [N, 3, 2]) < conv2d(2, [5, 4], padding = 1) >",
            "(x: [2, 3, 2]) < conv2d(N, [5, 4], padding = 1, bias = false) >",
            "(x: [N, 4, 3]) < conv2d(2, 1, stride = 3); tanh >",
            "(x: [1, 7, 3]) < conv2d(N, [2, 1], stride = [3, 2], padding = [1, 0]) >",
            "(x: [N, 4, 3]) < conv2d(2, 2, dilation = [3, 2]) >",
            "(x: [2, 3, 3]) < conv2d(N, [2, 4], padding = \"same\"); silu >",
            "(x: [N, 2, 3]) < conv2d(N, 2, padding = 1, groups = N) >",
            "(x: [6, 2, N]) < conv2d(9, 2, padding = 1, groups = 3); tanh >",
            "(x: [4, 1]) < conv1d(6, 1, groups = 2, bias = false); tanh >",
            "(x: [N, 1, 2]) < conv2d(3, 1); sigmoid; conv2d(N, 1) >",
            "(x: [2, N]) < conv1d(3, 3, stride = 2, padding = 1) >",
            "(x: [N, 5]) < conv1d(2, 3, dilation = 2); tanh; conv1d(N, 1) >",
            "(x: [N, 2, 2]) < conv_transpose2d(2, 3, stride = 2, padding = 1, output_padding = 1) >",
            "(x: [2, 2, 1]) < tanh; conv_transpose2d(N, 2, stride = 3, output_padding = [2, 1]) >",
            "(x: [4, 1, N]) < conv_transpose2d(6, 2, stride = 2, groups = 2); tanh >",
            "(x: [N, 2, 1]) < conv_transpose2d(N, 2, dilation = 2, groups = N) >",
            "(x: [2, N]) < mul < conv1d(3, 2, padding = 1); tanh | conv1d(3, 2, padding = 1); sigmoid > >",
            "(x: [4, 3, N]) < sum < conv2d(4, 3, padding = 1, groups = 2) | conv2d(4, 3, padding = 1, groups = 4)"
                    + " | avgpool2d(3, stride = 1, padding = 1) >; tanh >",
            "(x: [N]) < dropout(0.3) >",
            "(x: [N]) < dropout(1.0) >",
            "(x: [N]) < linear(6); dropout(0.5); relu; dropout(0.25); linear(4); log_softmax >");

    @TestFactory
    Stream<DynamicTest> gradientsAreSlopes() {
        return MODELS.stream().map(model -> DynamicTest.dynamicTest(model, () -> check(model)));
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfJoinsAndSharedParametersAreSlopes() {
        return ModelFile.JOINS.networks().stream()
                .map(network -> DynamicTest.dynamicTest(network.name(), () -> {
                    for (int batch : List.of(1, 3)) {
                        CentralDifferences.check(NnCompiler.program(network, Mode.TRAINING), batch, batch);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfSequencesAreSlopes() {
        return ModelFile.SEQUENCES.networks().stream()
                .map(network -> DynamicTest.dynamicTest(network.name(), () -> {
                    for (int batch : List.of(1, 3)) {
                        CentralDifferences.check(NnCompiler.program(network, Mode.TRAINING), batch, batch);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfSeveralPortsAreSlopes() {
        return ModelFile.PORTS.networks().stream()
                .map(network -> DynamicTest.dynamicTest(
                        network.name(),
                        () -> CentralDifferences.check(NnCompiler.program(network, Mode.TRAINING), 3, 1)));
    }

    private static void check(String model) {
        long seed = 1;
        for (int width : WIDTHS) {
            for (int batch : BATCHES) {
                String nn = "model M " + model.replace("N", String.valueOf(width));
                try {
                    CentralDifferences.check(NnCompiler.program(Models.parse(nn), Mode.TRAINING), batch, ++seed);
                } catch (AssertionError e) {
                    throw new AssertionError(nn + ", batch " + batch + ", seed " + seed + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
