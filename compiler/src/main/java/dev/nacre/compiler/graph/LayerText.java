package dev.nacre.compiler.graph;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Operation;

/** A layer's kind with its sizes and main settings, as the language writes them: {@code linear(128, 10)}. */
final class LayerText implements Operation.Cases<String> {

    private final String kind;

    private LayerText(String kind) {
        this.kind = kind;
    }

    static String of(Layer layer) {
        return layer.operation().match(new LayerText(layer.kind()));
    }

    @Override
    public String linear(Operation.Linear linear) {
        return kind + "(" + linear.in() + ", " + linear.out() + (linear.bias() ? ")" : ", bias = false)");
    }

    @Override
    public String activation(Operation.Activation activation) {
        return switch (activation.function()) {
            case LEAKY_RELU -> named("negative_slope", activation.argument());
            case ELU -> named("alpha", activation.argument());
            case SOFTPLUS -> named("beta", activation.argument());
            case GELU_TANH -> kind + "(tanh)";
            case RELU,
                    SELU,
                    GELU,
                    SILU,
                    MISH,
                    SIGMOID,
                    TANH,
                    SOFTSIGN,
                    LOGSIGMOID,
                    HARDTANH,
                    RELU6,
                    HARDSIGMOID,
                    HARDSWISH -> kind;
        };
    }

    private String named(String argument, double value) {
        return kind + "(" + argument + " = " + value + ")";
    }

    @Override
    public String prelu(Operation.Prelu prelu) {
        return kind;
    }

    @Override
    public String softmax(Operation.Softmax softmax) {
        return kind + "(dim = " + softmax.axis() + ")";
    }

    @Override
    public String dropout(Operation.Dropout dropout) {
        return kind + "(" + dropout.p() + ")";
    }

    @Override
    public String flatten(Operation.Flatten flatten) {
        return kind;
    }

    @Override
    public String join(Operation.Join join) {
        return kind;
    }

    @Override
    public String concat(Operation.Concat concat) {
        return kind + "(dim = " + concat.axis() + ")";
    }
}
