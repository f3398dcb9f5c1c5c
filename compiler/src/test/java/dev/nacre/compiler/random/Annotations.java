package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Annotations before items. */
final class Annotations {

    private static final Map<String, String> MATRICES = Map.of(
            "linear",
            "weight",
            "conv1d",
            "weight",
            "conv2d",
            "weight",
            "conv_transpose2d",
            "weight",
            "embedding",
            "weight",
            "position",
            "weight",
            "multihead_attention",
            "in_proj_weight",
            "transformer_encoder_layer",
            "linear1_weight",
            "lstm",
            "weight_ih_l0",
            "rnn",
            "weight_hh_l0");

    private static final List<String> OF_MATRICES = List.of(
            "xavier_uniform",
            "xavier_normal(gain = 0.5)",
            "kaiming_uniform(nonlinearity = \"relu\")",
            "kaiming_normal(a = 0.1, mode = \"fan_out\")",
            "orthogonal",
            "normal(std = 0.1)",
            "uniform(-0.5, 0.5)",
            "trunc_normal(0.0, 0.2, -0.4, 0.4)",
            "constant(0.25)",
            "ones");

    private Annotations() {}

    static Item of(Item item, Dice dice) {
        List<String> annotations = new ArrayList<>();
        if (dice.chance(Weights.INITIALISED)) {
            initialisation(item, dice, annotations);
        }
        if (dice.chance(Weights.FROZEN)) {
            annotations.add(dice.below(annotations.size() + 1), "@frozen");
        }
        return annotations.isEmpty() ? item : item.annotated(annotations);
    }

    private static void initialisation(Item item, Dice dice, List<String> annotations) {
        String matrix = MATRICES.getOrDefault(item.word(), "");
        if (!matrix.isEmpty()) {
            String bias = matrix.equals("weight") && hasBias(item) && dice.chance(0.3) ? ", bias = zeros" : "";
            annotations.add("@init(" + matrix + " = " + dice.pick(OF_MATRICES) + bias + ")");
        } else if (item.word().equals("prelu") || (item.word().endsWith("norm") && isAffine(item))) {
            annotations.add("@init(weight = " + dice.pick("ones", "uniform(0.5, 1.5)", "constant(val = 0.75)") + ")");
        }
    }

    private static boolean isAffine(Item item) {
        return item.arguments().stream().noneMatch(argument -> argument.name().equals("affine"));
    }

    private static boolean hasBias(Item item) {
        return !item.word().equals("embedding")
                && !item.word().equals("position")
                && item.arguments().stream()
                        .noneMatch(argument -> argument.name().equals("bias"));
    }
}
