package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Combinators of one body, and of branches. */
final class Combinators {

    private final Growth growth;
    private final Dice dice;

    Combinators(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
    }

    void grow() {
        String word = dice.weighted(Weights.COMBINATORS);
        switch (word) {
            case "chain" -> chain();
            case "repeat" -> repeat();
            case "residual" -> residual();
            default -> join(word);
        }
    }

    private void chain() {
        Growth inner = growth.inner(true).grow(dice.between(0, 3));
        growth.add(
                new Step(Item.of("chain", List.of(inner.items())), inner.value()),
                inner.scope().ownLabels());
    }

    private void residual() {
        Growth inner = growth.inner(true).grow(dice.between(1, 3));
        inner.adapt(growth.value().shape());
        Value after = Value.floats(growth.value().shape());
        growth.add(
                new Step(Item.of("residual", List.of(inner.items())), after),
                inner.scope().ownLabels());
    }

    private void repeat() {
        int copies = dice.pick(0, 1, 2, 2, 2, 3);
        Growth inner = growth.inner(false);
        inner.forget();
        inner.grow(dice.between(1, 3));
        if (copies > 1) {
            inner.adapt(growth.value().shape());
        }
        Item item = Item.of("repeat", List.of(inner.items()))
                .with(List.of(new Argument(dice.chance(0.05) ? "n" : "", String.valueOf(copies))));
        growth.add(new Step(item, copies == 0 ? growth.value() : inner.value()));
    }

    /** Branches, of which the others follow the first. */
    void join(String word) {
        boolean concat = word.equals("concat");
        Growth first = growth.inner(true).grow(dice.between(0, 3));
        if (concat && first.value().rank() == 0) {
            first.adapt(List.of(1));
        }
        List<Integer> shape = first.value().shape();
        int axis = shape.isEmpty() ? 0 : dice.below(shape.size());
        List<List<Item>> branches = new ArrayList<>(List.of(first.items()));
        Value after = first.value();
        int count = dice.pick(2, 2, 2, 3, 4);
        for (int i = 1; i < count; i++) {
            Growth branch = growth.inner(true);
            if (dice.chance(Weights.EQUAL_BRANCHES) && isPlain(first.items())) {
                branch.copy(first);
            } else {
                grow(branch, concat, concat ? shape : after.shape(), axis);
            }
            Value joined = concat
                    ? after.with(axis, after.size(axis) + branch.value().size(axis))
                    : Value.floats(
                            Shapes.broadcast(after.shape(), branch.value().shape()));
            if (i == 1 || joined.elements() <= Weights.MOST_ELEMENTS) {
                branches.add(branch.items());
                after = joined;
            }
        }
        Item item = Item.of(word, dice.chance(0.3) ? dice.shuffled(branches) : branches);
        if (concat) {
            int dim = ElementwiseLayers.written(axis, shape.size(), dice);
            item = dim == -1 && dice.chance(0.7) ? item : item.argument("dim", String.valueOf(dim));
        }
        growth.add(new Step(item, Value.floats(after.shape())));
    }

    private void grow(Growth branch, boolean concat, List<Integer> shape, int axis) {
        List<String> names = List.copyOf(growth.scope().values().keySet());
        if (!names.isEmpty() && dice.chance(0.15)) {
            branch.from(dice.pick(names));
        }
        boolean empty = !concat && Shapes.canBroadcast(branch.value().shape(), shape) && dice.chance(0.4);
        if (!empty) {
            branch.grow(dice.between(0, 3));
        }
        if (concat) {
            int size = branch.value().rank() == shape.size() ? branch.value().size(axis) : dice.size(9);
            branch.adapt(Value.floats(shape).with(axis, Math.min(size, 20)).shape());
        } else if (branch.value().integers()
                || !Shapes.canBroadcast(branch.value().shape(), shape)) {
            branch.adapt(Shapes.someOnes(shape, dice));
        }
    }

    private static boolean isPlain(List<Item> items) {
        return items.stream().flatMap(Item::all).allMatch(item -> item.taps().isEmpty());
    }
}
