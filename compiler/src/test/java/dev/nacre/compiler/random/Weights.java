package dev.nacre.compiler.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often the generator chooses what, and how large its models may become. */
final class Weights {

    static final double MODELS_THAT_DROP = 0.25;
    static final double MODELS_WHOSE_SAMPLES_MEET = 0.2;
    static final double ORDINARY_MODELS = 0.3;
    static final double DEFAULTS_WRITTEN = 0.06;
    static final double SIZES_STATED = 0.15;
    static final double POSITIONS_BY_NAME = 0.05;

    /** Elements of a value, and of the parameters of a layer, and what a layer multiplies. */
    static final int MOST_ELEMENTS = 2_500;

    static final int MOST_PARAMETERS = 5_000;
    static final int MOST_PRODUCTS = 150_000;

    static final Map<Integer, Integer> SIZES = weights(
            1, 8, 2, 10, 3, 10, 4, 10, 5, 7, 6, 5, 7, 5, 8, 10, 9, 4, 12, 3, 15, 2, 16, 7, 17, 3, 20, 2, 31, 1, 32, 3,
            33, 1, 47, 1, 48, 1, 49, 1, 64, 1, 65, 1);

    static final int MOST_DEPTH = 3;

    static final double CONSTS = 0.2;
    static final double TOWERS = 0.4;
    static final double WITHOUT_SIGNATURE = 0.04;
    static final double SEVERAL_INPUTS = 0.35;
    static final double SEVERAL_OUTPUTS = 0.3;

    /** About how many items a model has at most. */
    static final Map<Integer, Integer> ITEMS = weights(4, 4, 8, 6, 12, 6, 20, 4, 40, 1);

    static final Map<Integer, Integer> STEPS_OF_MODEL = weights(1, 2, 2, 4, 3, 5, 4, 4, 6, 3, 9, 2);

    static final Map<Start.Kind, Integer> STARTS = new TreeMap<>(Map.of(
            Start.Kind.VECTOR, 20,
            Start.Kind.SEQUENCE, 28,
            Start.Kind.IMAGE, 28,
            Start.Kind.TOKENS, 12,
            Start.Kind.OTHER, 12));

    static final double TAPS = 0.15;
    static final double INITIALISED = 0.06;
    static final double FROZEN = 0.03;
    static final double BROADCASTS = 0.2;
    static final double EQUAL_BRANCHES = 0.25;

    /** What comes next in a body. */
    static final Map<Step.Kind, Integer> STEPS = new TreeMap<>(Map.of(
            Step.Kind.LAYER, 60,
            Step.Kind.COMBINATOR, 16,
            Step.Kind.NAMES, 6,
            Step.Kind.BLOCK, 5,
            Step.Kind.USE, 5,
            Step.Kind.MOTIF, 12));

    /** What comes next in an ordinary model. */
    static final Map<Step.Kind, Integer> ORDINARY_STEPS = new TreeMap<>(Map.of(
            Step.Kind.LAYER, 20,
            Step.Kind.COMBINATOR, 4,
            Step.Kind.NAMES, 3,
            Step.Kind.BLOCK, 3,
            Step.Kind.USE, 3,
            Step.Kind.MOTIF, 60));

    static final Map<String, Integer> COMBINATORS =
            new TreeMap<>(Map.of("chain", 4, "repeat", 5, "residual", 5, "sum", 6, "mul", 5, "mean", 3, "concat", 8));

    static final Map<String, Integer> JOINS_OF_NAMES = new TreeMap<>(Map.of("add", 4, "mul", 3, "concat", 5));

    private static final Map<String, Integer> LAYERS = layers();

    /** Of models with lengths. */
    static final double SECOND_LENGTH = 0.3;

    /** That a model whose input is a sequence has another one that says which of its rows may be seen. */
    static final double MASKS = 0.25;

    /** What comes next behind a value with a length. */
    static final Map<String, Integer> STEPS_OF_LENGTHS = new TreeMap<>(Map.of(
            "layer",
            60,
            "residual",
            8,
            "branches",
            12,
            "join",
            8,
            "repeat",
            4,
            "states",
            4,
            "reduction",
            8,
            "norm over steps",
            3,
            "windows",
            12,
            "tap",
            8));

    private Weights() {}

    /** Of 15 models, five have lengths, and three others are streams. */
    static RandomModel.Kind kind(long seed) {
        int turn = Math.floorMod(seed * 4, 15);
        return turn < 5 ? RandomModel.Kind.LENGTHS : turn < 8 ? RandomModel.Kind.STREAM : RandomModel.Kind.FIXED;
    }

    /** How often a layer is chosen among those that fit. */
    static int of(String layer) {
        return LAYERS.getOrDefault(layer, 10);
    }

    /** The same with lengths, where what looks at other steps is of most interest. */
    static int ofLengths(String layer) {
        boolean meets = List.of("rnn", "lstm", "gru", "multihead_attention", "transformer_encoder_layer")
                .contains(layer);
        return (meets ? 3 : 1) * of(layer);
    }

    private static Map<String, Integer> layers() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put("linear", 40);
        weights.put("relu", 12);
        weights.put("conv1d", 40);
        weights.put("conv2d", 60);
        weights.put("reshape", 8);
        weights.put("flatten", 4);
        weights.put("embedding", 80);
        weights.put("last", 40);
        weights.put("batchnorm1d", 30);
        weights.put("batchnorm2d", 50);
        for (String rare : new String[] {
            "leaky_relu",
            "elu",
            "selu",
            "silu",
            "mish",
            "softplus",
            "softsign",
            "logsigmoid",
            "hardtanh",
            "relu6",
            "hardsigmoid",
            "hardswish",
            "log_softmax",
            "prelu",
            "position"
        }) {
            weights.put(rare, 3);
        }
        for (String less : new String[] {"sigmoid", "tanh", "gelu", "softmax", "dropout", "mean", "sum", "max"}) {
            weights.put(less, 5);
        }
        return weights;
    }

    /** Keys and their weights by turns. */
    private static Map<Integer, Integer> weights(int... keysAndWeights) {
        Map<Integer, Integer> weights = new LinkedHashMap<>();
        for (int i = 0; i < keysAndWeights.length; i += 2) {
            weights.put(keysAndWeights[i], keysAndWeights[i + 1]);
        }
        return weights;
    }
}
