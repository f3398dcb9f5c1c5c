package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linear layers, norms, and tables of rows. */
final class DenseLayers {

    private DenseLayers() {}

    static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.maybe("linear", value -> value.rank() > 0, (value, dice) -> {
            int rows = value.elements() / value.last();
            int most = Math.min(
                    Math.min(Weights.MOST_ELEMENTS / rows, Weights.MOST_PARAMETERS / value.last()),
                    Weights.MOST_PRODUCTS / value.elements());
            return most < 1 ? Optional.empty() : Optional.of(linear(value, dice, dice.size(most)));
        }));
        choices.add(
                Choice.same("batchnorm1d", value -> value.rank() == 1 || value.rank() == 2, DenseLayers::batchnorm));
        choices.add(Choice.same("batchnorm2d", value -> value.rank() == 3, DenseLayers::batchnorm));
        choices.add(
                Choice.same("layernorm", value -> value.rank() > 0, (value, dice) -> norm(dice, "layernorm", value)));
        choices.add(Choice.same("rmsnorm", value -> value.rank() > 0, (value, dice) -> norm(dice, "rmsnorm", value)));
        choices.add(Choice.same("groupnorm", value -> value.rank() > 0, (value, dice) -> affine(
                        new Call(dice, "groupnorm").size("groups", dice.divisor(value.size(0))), dice)
                .item()));
        choices.add(new Choice("embedding", Value::integers, DenseLayers::embedding));
        choices.add(new Choice("position", value -> value.rank() > 0, (value, dice) -> {
            int most = Math.min(Weights.MOST_ELEMENTS, Weights.MOST_PARAMETERS) / value.size(0);
            return most < 1 ? Optional.empty() : Optional.of(position(value, dice, dice.size(most)));
        }));
        return choices;
    }

    static Step linear(Value value, Dice dice, int out) {
        Item item = new Call(dice, "linear")
                .input("in", value.last())
                .size("out", out)
                .named("bias", !dice.chance(0.2), true)
                .item();
        return new Step(item, value.with(value.rank() - 1, out));
    }

    static Step position(Value value, Dice dice, int size) {
        return new Step(
                new Call(dice, "position")
                        .size("length", value.size(0))
                        .size("size", size)
                        .item(),
                Value.floats(value.size(0), size));
    }

    static Step embedding(Value value, Dice dice, int size) {
        int count = Math.max(7, dice.size(40));
        Item item = new Call(dice, "embedding")
                .size("count", count)
                .size("size", size)
                .named("padding_idx", dice.pick("none", "none", "0", "-1", "3"), "none")
                .item();
        List<Integer> shape = new ArrayList<>(value.shape());
        shape.add(size);
        return new Step(item, Value.floats(shape));
    }

    private static Optional<Step> embedding(Value value, Dice dice) {
        int most = Weights.MOST_ELEMENTS / value.elements();
        return most < 1 || value.rank() > 7 ? Optional.empty() : Optional.of(embedding(value, dice, dice.size(most)));
    }

    private static Item norm(Dice dice, String word, Value value) {
        return affine(new Call(dice, word).input("size", value.last()), dice).item();
    }

    private static Item batchnorm(Value value, Dice dice) {
        return affine(
                        new Call(dice, value.rank() == 3 ? "batchnorm2d" : "batchnorm1d")
                                .input("channels", value.size(0)),
                        dice)
                .named("momentum", dice.pick(0.1, 0.1, 0.3, 1.0, 0.0), 0.1)
                .item();
    }

    private static Call affine(Call call, Dice dice) {
        call.named("affine", !dice.chance(0.25), true);
        return dice.chance(0.35) ? call.given("eps", dice.pick("0.001", "0.1", "1e-5")) : call;
    }
}
