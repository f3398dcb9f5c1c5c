package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Layers that keep the shape and look at each element, or at the others of one axis. */
final class ElementwiseLayers {

    private static final List<String> PLAIN = List.of(
            "relu",
            "relu6",
            "selu",
            "silu",
            "mish",
            "sigmoid",
            "tanh",
            "softsign",
            "logsigmoid",
            "hardtanh",
            "hardsigmoid",
            "hardswish",
            "prelu");

    private ElementwiseLayers() {}

    static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        PLAIN.forEach(word -> choices.add(any(word, (value, dice) -> Item.of(word))));
        choices.add(any("gelu", (value, dice) -> new Call(dice, "gelu")
                .named("approximate", dice.pick("\"none\"", "\"tanh\""), "\"none\"")
                .item()));
        choices.add(any("leaky_relu", (value, dice) -> new Call(dice, "leaky_relu")
                .named("negative_slope", dice.pick(0.01, 0.2, 0.0, 1.5, -0.5), 0.01)
                .item()));
        choices.add(any("elu", (value, dice) -> new Call(dice, "elu")
                .named("alpha", dice.pick(1.0, 0.5, 2.0), 1.0)
                .item()));
        choices.add(any("softplus", (value, dice) -> new Call(dice, "softplus")
                .named("beta", dice.pick(1.0, 2.0, 0.5), 1.0)
                .item()));
        choices.add(any("dropout", (value, dice) -> dropout(dice, "dropout")));
        choices.add(Choice.same("dropout2d", value -> value.rank() == 3, (value, dice) -> dropout(dice, "dropout2d")));
        for (String word : List.of("softmax", "log_softmax")) {
            choices.add(Choice.same(word, value -> value.rank() > 0, (value, dice) -> new Call(dice, word)
                    .named("dim", axis(value, dice), -1)
                    .item()));
        }
        return choices;
    }

    private static Choice any(String word, BiFunction<Value, Dice, Item> make) {
        return Choice.same(word, value -> true, make);
    }

    private static Item dropout(Dice dice, String word) {
        double p = dice.probability();
        return dice.chance(0.3)
                ? new Item(word, List.of(new Argument("p", String.valueOf(p))), List.of())
                : dice.drops() && dice.chance(0.2) ? Item.of(word) : Item.of(word, String.valueOf(p));
    }

    /** An axis, counted from the first or from the last, and most often the last. */
    static int axis(Value value, Dice dice) {
        int axis = dice.chance(0.5) ? value.rank() - 1 : dice.below(value.rank());
        return written(axis, value.rank(), dice);
    }

    static int written(int axis, int rank, Dice dice) {
        return dice.chance(0.5) ? axis : axis - rank;
    }
}
