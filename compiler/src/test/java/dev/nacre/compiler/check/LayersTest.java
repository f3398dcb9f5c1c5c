package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Initialization.Constant;
import dev.nacre.compiler.model.Initialization.Normal;
import dev.nacre.compiler.model.Initialization.PaddedNormal;
import dev.nacre.compiler.model.Initialization.Uniform;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.WindowAxis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Layers give the shapes and have the settings and first values that PyTorch's modules do. */
class LayersTest {

    @Test
    void convolutionsGiveTheWindowsThatFit() {
        assertOutput("[3,8,9]", "conv2d(5, 3)", "[5,6,7]");
        assertOutput("[3,8,9]", "conv2d(5, [3,2], stride = [2,1], padding = [1,0])", "[5,4,8]");
        assertOutput("[4,8,9]", "conv2d(6, 3, dilation = [3,4], groups = 2)", "[6,2,1]");
        assertOutput("[3,1,1]", "conv2d(5, 3, padding = 1, stride = 7)", "[5,1,1]");
        assertOutput("[2,7]", "Conv1d(4, 3, stride = 2)", "[4,3]");
        assertOutput("[2,7]", "conv1d(2, 4, [7])", "[4,1]");
        assertOutput("[2,7,7]", "conv2d(in = 2, out = 4, kernel = 1, padding = 3)", "[4,13,13]");
    }

    @Test
    void samePaddingPutsTheOddPlaceBehind() {
        Convolution even = (Convolution) only("[3,8,9]", "conv2d(5, [4,3], padding = \"same\", dilation = [1,2])");
        assertEquals(List.of(new WindowAxis(4, 1, 1, 1, 2), new WindowAxis(3, 1, 2, 2, 2)), even.axes());
        assertOutput("[3,8,9]", "conv2d(5, [4,3], padding = \"same\", dilation = [1,2])", "[5,8,9]");
        assertOutput("[3,2]", "conv1d(5, 6, padding = \"same\")", "[5,2]");
    }

    @Test
    void aTransposedConvolutionGivesWhatAConvolutionWouldHaveRead() {
        String layer =
                "conv_transpose2d(2, [3,4], stride = [2,3], padding = [1,0], output_padding = [1,2], dilation = [2,1])";
        assertOutput("[3,5,4]", layer, "[2,12,15]");
        TransposedConvolution transposed = (TransposedConvolution) only("[3,5,4]", layer);
        assertEquals(5, transposed.axes().get(0).windows(12));
        assertEquals(4, transposed.axes().get(1).windows(15));
        assertEquals(new WindowAxis(4, 3, 1, 0, -2), transposed.axes().get(1));
        assertOutput("[3,4,4]", "ConvTranspose2d(2, 2, stride = 2)", "[2,8,8]");
    }

    @Test
    void poolsStepByTheirKernelAndLeaveOutWhatDoesNotFill() {
        assertOutput("[3,7,8]", "maxpool2d(2)", "[3,3,4]");
        assertOutput("[3,7,8]", "MaxPool2d([2,3], stride = 1, padding = [1,1])", "[3,8,8]");
        assertOutput("[3,7]", "max_pool1d(3, stride = 2)", "[3,3]");
        assertOutput("[3,7]", "avgpool1d(3, padding = 1)", "[3,3]");
        assertTrue(((Pooling) only("[3,7,8]", "avg_pool2d(2)")).countPadding());
        assertFalse(((Pooling) only("[3,7,8]", "avg_pool2d(2, count_include_pad = false)")).countPadding());
    }

    @Test
    void poolsOfEverythingKeepTheirAxes() {
        assertOutput("[3,7,8]", "global_avgpool2d", "[3,1,1]");
        assertOutput("[3,7,8]", "global_maxpool2d", "[3,1,1]");
        assertOutput("[3,7]", "global_max_pool1d", "[3,1]");
        assertOutput("[3,7]", "GlobalAvgPool1d", "[3,1]");
        assertOutput("[3,7,8]", "adaptive_avg_pool2d([3,10])", "[3,3,10]");
        assertOutput("[3,7]", "adaptive_avgpool1d(2)", "[3,2]");
    }

    @Test
    void resizing() {
        assertOutput("[3,7,8]", "upsample(2)", "[3,14,16]");
        assertOutput("[3,7,8]", "upsample([1,3], mode = \"bilinear\")", "[3,7,24]");
        assertOutput("[3,7]", "upsample(3, mode = \"linear\")", "[3,21]");
        assertOutput("[3,4]", "reshape([2,-1,1])", "[2,6,1]");
        assertOutput("[3,4]", "reshape(12)", "[12]");
        assertOutput("[3,4]", "reshape(-1)", "[12]");
        assertOutput("[1]", "reshape([])", "[]");
        assertOutput("[3,4,5]", "transpose(0, -1)", "[5,4,3]");
    }

    @Test
    void normsKeepTheShape() {
        assertOutput("[3]", "batchnorm1d(3)", "[3]");
        assertOutput("[3,4]", "BatchNorm1d", "[3,4]");
        assertOutput("[3,4,5]", "batch_norm2d(momentum = 0.5)", "[3,4,5]");
        assertOutput("[3,4,5]", "layernorm(5)", "[3,4,5]");
        assertOutput("[6,4,5]", "group_norm(3)", "[6,4,5]");
        assertOutput("[3,4,5]", "dropout2d", "[3,4,5]");
        assertEquals(new RmsNorm(Math.pow(2, -23), true), only("[5]", "RMSNorm"));
    }

    @Test
    void aNormMayStateTheInput() {
        Checking checking = Checking.of("model M < layernorm(4); rmsnorm >");
        assertEquals(List.of(), checking.diagnostics());
        assertEquals("[4]", checking.networks().get(0).inputs().get(0).shape().toString());
    }

    @Test
    void indicesBecomeRows() {
        assertOutput("int[5]", "embedding(10, 4)", "[5,4]");
        assertOutput("int[2,3]", "embedding(10, 4)", "[2,3,4]");
        assertOutput("int", "embedding(10, 4)", "[4]");
        assertOutput("int[5]", "position(5, 4)", "[5,4]");
        assertOutput("[5,2]", "position(5, 4)", "[5,4]");
        assertOutput("[5,2]", "position(9, 4)", "[5,4]");
        assertEquals(7, ((Embedding) only("int[5]", "embedding(10, 4, padding_idx = -3)")).padding());
        assertEquals(
                Embedding.NO_PADDING, ((Embedding) only("int[5]", "embedding(10, 4, padding_idx = none)")).padding());
    }

    @Test
    void sequences() {
        assertOutput("[7,3]", "lstm(5)", "[7,5]");
        assertOutput("[7,3]", "gru(3, 5, num_layers = 2, bidirectional = true)", "[7,10]");
        assertOutput("[7,3]", "rnn(5, nonlinearity = \"relu\")", "[7,5]");
        assertOutput("[7,6]", "multihead_attention(3, causal = true)", "[7,6]");
        assertOutput("[7,6]", "TransformerEncoderLayer(6, 2, norm_first = true)", "[7,6]");
        assertOutput(
                "[7,6]", "linear(4) -> q; linear(8) -> v; from (q, q, v); scaled_dot_product_attention(4)", "[7,8]");
    }

    @Test
    void lastFollowsTheRecurrentLayerThroughNamesAndBodies() {
        assertOutput("[7,3]", "lstm(5, bidirectional = true); last", "[10]");
        assertOutput("[7,3]", "chain < gru(5) >; last", "[5]");
        assertOutput("[7,3]", "gru(5) -> all; flatten -> flat; from all; last; concat(flat)", "[40]");
        assertOutput("[7,3]", "repeat(2) < a: gru(3) >; chain < last >", "[3]");
        Checking checking = Checking.of("model M (x: [7,3]) < gru(4, bidirectional = true); last >");
        assertEquals(
                new FinalState(4, true),
                checking.networks().get(0).layers().get(1).operation());
    }

    @Test
    void recurrentLayersNameWhatTheyEndInAndWhatOthersStartWith() {
        assertOutput("[7,3]", "lstm(5, num_layers = 2) -> (y, h, c); from c", "[2,5]");
        assertOutput("[7,3]", "chain < rnn(5, bidirectional = true) > -> (y, h); from h", "[2,5]");
        assertOutput("[7,3]", "gru(5) -> (y, h); gru(5, state = h); last", "[5]");
        assertOutput("[T <= 9,3]", "gru(5) -> (y, h); lstm(5, state = (h, h)) -> (z, hn); from hn", "[5]");
    }

    @Test
    void reductionsAreToldFromCombinatorsByTheirArgument() {
        assertOutput("[3,4,5]", "mean(dim = -2)", "[3,5]");
        assertOutput("[3,4,5]", "sum(dim = [2,0])", "[4]");
        assertOutput("[3,4,5]", "max(dim = [0,1,2])", "[]");
        assertOutput("[3,4,5]", "mean < relu | tanh >", "[3,4,5]");
        assertEquals(new Reduction(Reduction.Kind.SUM, List.of(0, 2)), only("[3,4,5]", "sum(dim = [2,0])"));
    }

    @Test
    void lengthsStayWhereTheyAre() {
        assertOutput("[T <= 9,4]", "linear(3); gelu; layernorm; dropout", "[T,3]");
        assertOutput("[T <= 9,4,5]", "mean(dim = 1)", "[T,5]");
        assertOutput("[T <= 9,4,5]", "sum(dim = [0,2])", "[4]");
        assertOutput("int[T <= 9]", "embedding(10, 4)", "[T,4]");
        assertOutput("int[T <= 9]", "sum < embedding(10, 4) | position(12, 4) >", "[T,4]");
        assertOutput("int[T <= 9,2]", "embedding(10, 4)", "[T,2,4]");
        assertOutput("[T <= 9,4]", "mul < linear(1) | tanh >", "[T,4]");
        assertOutput("[T <= 9,4]", "concat < linear(1) | linear(2) >", "[T,3]");
        assertOutput("[T <= 9,6]", "multihead_attention(3); TransformerEncoderLayer(6, 2)", "[T,6]");
        Shape shape =
                network("[T <= 9,4]", "residual < linear(4) >").outputs().get(0).shape();
        assertEquals(Optional.of(new Length("T", 9)), shape.length(0));
        assertEquals(Optional.empty(), shape.length(-1));
        assertEquals(List.of(9, 4), shape.sizes());
    }

    @Test
    void firstValuesAreThoseOfPyTorch() {
        assertInitial("[6,8,8]", "conv2d(4, 3, groups = 2)", "weight", new Uniform(1 / Math.sqrt(27)));
        assertInitial("[6,8,8]", "conv2d(4, 3, groups = 2)", "bias", new Uniform(1 / Math.sqrt(27)));
        assertInitial("[6,8,8]", "conv_transpose2d(4, 3, groups = 2)", "bias", new Uniform(1 / Math.sqrt(18)));
        assertInitial("int[3]", "embedding(9, 4)", "weight", new Normal(0, 1));
        assertInitial("int[3]", "embedding(9, 4, padding_idx = 2)", "weight", new PaddedNormal(0, 1, 2));
        assertInitial("int[3]", "position(3, 4)", "weight", new Normal(0, 1));
        assertInitial("[3]", "batchnorm1d", "running_var", new Constant(1));
        assertInitial("[3]", "batchnorm1d", "running_mean", new Constant(0));
        assertInitial("[3]", "layernorm", "weight", new Constant(1));
        assertInitial("[3,4]", "lstm(16, num_layers = 2)", "weight_ih_l1", new Uniform(0.25));
        assertInitial("[3,6]", "multihead_attention(2)", "in_proj_weight", new Uniform(0.5));
        assertInitial("[3,4]", "multihead_attention(2)", "out_proj.weight", new Uniform(0.5));
        assertInitial("[3,4]", "multihead_attention(2)", "out_proj.bias", new Constant(0));
        assertInitial("[3,4]", "transformer_encoder_layer(2, dim_feedforward = 16)", "linear2.bias", new Uniform(0.25));
    }

    @Test
    void runningStatisticsAreNotTrainedAndNotInitialised() {
        Network network = network("[3]", "@init(weight = zeros) batchnorm1d");
        assertTrue(parameter(network, "0.weight").trainable());
        assertEquals(new Constant(0), parameter(network, "0.weight").initialization());
        assertFalse(parameter(network, "0.running_mean").trainable());
        assertFalse(parameter(network, "0.running_var").trainable());
        assertEquals(new Constant(1), parameter(network, "0.running_var").initialization());
    }

    private static void assertOutput(String input, String layers, String output) {
        Network network = network(input, layers);
        assertEquals(
                output,
                network.layers().get(network.layers().size() - 1).output().toString(),
                layers);
    }

    private static void assertInitial(String input, String layer, String parameter, Initialization expected) {
        Parameter found = parameter(network(input, layer), "0." + parameter);
        assertEquals(expected, found.initialization(), layer + " " + parameter);
    }

    private static Parameter parameter(Network network, String name) {
        return network.parameters().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Operation only(String input, String layer) {
        return network(input, layer).layers().get(0).operation();
    }

    private static Network network(String input, String layers) {
        Checking checking = Checking.of("model M (x: " + input + ") < " + layers + " >");
        assertEquals(List.of(), checking.diagnostics());
        return checking.networks().get(0);
    }
}
