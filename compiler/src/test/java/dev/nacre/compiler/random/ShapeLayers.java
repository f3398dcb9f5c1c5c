package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Layers that change the shape alone, and reductions. */
final class ShapeLayers {

    private static final int MOST_RANK = 8;

    private ShapeLayers() {}

    static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("flatten", value -> true, (value, dice) -> Optional.of(flatten(value))));
        choices.add(new Choice(
                "reshape", value -> true, (value, dice) -> Optional.of(reshape(value, factors(value, dice), dice))));
        choices.add(Choice.of("transpose", value -> value.rank() > 0, ShapeLayers::transpose));
        for (String word : List.of("mean", "sum", "max")) {
            choices.add(Choice.of(word, value -> value.rank() > 0, (value, dice) -> reduction(word, value, dice)));
        }
        return choices;
    }

    static Step flatten(Value value) {
        return new Step(Item.of("flatten"), value.reshaped(List.of(value.elements())));
    }

    /** Sizes whose product is the number of elements: prime factors in some groups, and some ones. */
    private static List<Integer> factors(Value value, Dice dice) {
        int rank = dice.pick(1, 2, 2, 2, 3, 3, 3, 4, dice.between(1, MOST_RANK));
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(rank, 1));
        int left = value.elements();
        for (int factor = 2; left > 1; ) {
            if (left % factor == 0) {
                int axis = dice.below(rank);
                sizes.set(axis, sizes.get(axis) * factor);
                left /= factor;
            } else {
                factor = factor * factor > left ? left : factor + 1;
            }
        }
        return left == 1 && value.elements() == 1 && dice.chance(0.3) ? List.of() : sizes;
    }

    static Step reshape(Value value, List<Integer> sizes, Dice dice) {
        List<Integer> written = new ArrayList<>(sizes);
        if (!sizes.isEmpty() && dice.chance(0.2)) {
            written.set(dice.below(written.size()), -1);
        }
        return new Step(
                new Call(dice, "reshape").size("shape", Value.text(written)).item(), value.reshaped(sizes));
    }

    private static Step transpose(Value value, Dice dice) {
        int first = dice.below(value.rank());
        int second = dice.chance(0.9) ? (first + 1) % value.rank() : dice.below(value.rank());
        List<Integer> shape = new ArrayList<>(value.shape());
        Collections.swap(shape, first, second);
        Item item = new Call(dice, "transpose")
                .size("dim0", ElementwiseLayers.written(first, value.rank(), dice))
                .size("dim1", ElementwiseLayers.written(second, value.rank(), dice))
                .item();
        return new Step(item, Value.floats(shape));
    }

    private static Step reduction(String word, Value value, Dice dice) {
        int count = dice.chance(0.7) ? 1 : dice.between(1, value.rank());
        List<Integer> axes =
                dice.shuffled(IntStream.range(0, value.rank()).boxed().toList()).subList(0, count);
        List<Integer> shape = IntStream.range(0, value.rank())
                .filter(axis -> !axes.contains(axis))
                .mapToObj(value::size)
                .toList();
        List<Integer> written = axes.stream()
                .map(axis -> ElementwiseLayers.written(axis, value.rank(), dice))
                .toList();
        String dim = count == 1 && !dice.chance(0.2) ? String.valueOf(written.get(0)) : Value.text(written);
        return new Step(new Item(word, List.of(new Argument("dim", dim)), List.of()), Value.floats(shape));
    }
}
