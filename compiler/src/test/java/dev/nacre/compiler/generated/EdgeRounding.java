package dev.nacre.compiler.generated;

import java.util.List;

/**
 * How far a result may be from PyTorch's: some units in the last place of itself, or of larger numbers that both round on the
 * way. The sign of a zero is exact, and so are NaN and infinities.
 *
 * @param size of the numbers that are rounded on the way
 */
record EdgeRounding(int units, double size) {

    private static final EdgeRounding EXACT = new EdgeRounding(0, 0);

    /** @param column 0 for the output, others for gradients of the input */
    static EdgeRounding of(String layer, int column, List<Float> input) {
        String name = layer.replaceFirst("[(;].*", "");
        return switch (name) {
            case "relu",
                    "relu6",
                    "hardtanh",
                    "leaky_relu",
                    "prelu",
                    "maxpool1d",
                    "maxpool2d",
                    "global_maxpool1d",
                    "max" -> EXACT;
            case "hardsigmoid", "hardswish", "avgpool1d", "avgpool2d", "adaptive_avgpool1d", "global_avgpool1d" ->
                new EdgeRounding(1, 0);
            case "sum", "mean", "softsign" -> new EdgeRounding(1, column == 0 ? 0 : 1);
            case "elu", "selu" -> new EdgeRounding(4, 1);
            case "gelu" -> new EdgeRounding(4, column == 0 ? Math.abs(input.get(0)) : 1);
            case "silu", "mish", "sigmoid", "tanh", "softplus", "logsigmoid" ->
                new EdgeRounding(4, column == 0 ? 0 : 1);
            case "softmax", "log_softmax", "layernorm" -> new EdgeRounding(4, column == 0 ? 0 : 4);
            default -> throw new IllegalArgumentException(layer);
        };
    }

    boolean allows(float expected, float actual) {
        if (Float.floatToIntBits(expected) == Float.floatToIntBits(actual)) {
            return true;
        }
        boolean signOfZero = expected == 0 && actual == 0;
        double unit = Math.ulp((float) Math.max(Math.abs(expected), size));
        return !signOfZero && Float.isFinite(expected) && Math.abs((double) expected - actual) <= units * unit;
    }
}
