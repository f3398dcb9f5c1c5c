package dev.nacre.compiler.random;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Items that refer to others by their names. */
final class NamedValues {

    private final Growth growth;
    private final Dice dice;

    NamedValues(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
    }

    /** Joins the value with one that has a name. */
    void grow() {
        List<String> floats = names(value -> !value.integers());
        List<String> alike = names(
                value -> !value.integers() && value.rank() == growth.value().rank());
        if (floats.isEmpty()) {
            return;
        }
        List<String> names = alike.isEmpty() || dice.chance(0.2) ? floats : alike;
        join(dice.pick(names));
    }

    private List<String> names(Predicate<Value> wanted) {
        return growth.scope().values().entrySet().stream()
                .filter(named -> wanted.test(named.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Joins the value, after what makes it fit, with another. */
    void join(String name) {
        Value other = growth.scope().value(name);
        String word = dice.weighted(Weights.JOINS_OF_NAMES);
        boolean concat = word.equals("concat") && other.rank() > 0;
        int axis = other.rank() == 0 ? 0 : dice.below(other.rank());
        List<Integer> shape =
                concat ? other.with(axis, sizeBeside(other, axis)).shape() : Shapes.someOnes(other.shape(), dice);
        growth.adapt(shape);
        Value after = concat
                ? other.with(axis, other.size(axis) + shape.get(axis))
                : Value.floats(Shapes.broadcast(shape, other.shape()));
        Item item = Item.of(concat ? "concat" : word.equals("concat") ? "add" : word, name);
        if (concat) {
            int dim = ElementwiseLayers.written(axis, other.rank(), dice);
            item = dim == -1 && dice.chance(0.7) ? item : item.argument("dim", String.valueOf(dim));
        }
        growth.put(item, after);
    }

    /** Joins the value with another, in any of the ways in which named values can be joined. */
    void joinAll(String name) {
        if (dice.chance(0.5)) {
            joinBoth(name);
        } else {
            join(name);
        }
    }

    /** How much is put behind another value along an axis. */
    private int sizeBeside(Value other, int axis) {
        int size = growth.value().rank() == other.rank() ? growth.value().size(axis) : dice.size(8);
        int most = Weights.MOST_ELEMENTS * other.size(axis) / other.elements();
        return Math.max(1, Math.min(size, most));
    }

    /** As {@code from (a, b)} and what joins them. */
    private void joinBoth(String name) {
        Value other = growth.scope().value(name);
        String word = other.rank() == 0 ? "sum" : dice.pick("sum", "mul", "mean", "concat");
        boolean concat = word.equals("concat");
        int axis = concat ? dice.below(other.rank()) : 0;
        List<Integer> shape = concat ? other.with(axis, sizeBeside(other, axis)).shape() : other.shape();
        growth.adapt(shape);
        String own = growth.tap();
        Value after = concat ? other.with(axis, other.size(axis) + shape.get(axis)) : Value.floats(shape);
        Item both = Item.of(Item.FROM, dice.chance(0.5) ? new String[] {own, name} : new String[] {name, own});
        boolean again = dice.chance(0.15);
        growth.put(again ? both.tapped(List.of(growth.draft.name("u"), growth.draft.name("u"))) : both, after);
        Item item = Item.of(word);
        growth.put(concat ? item.argument("dim", String.valueOf(axis)) : item, after);
    }

    /** Applies an item with a label again. */
    void use() {
        List<Scope.Label> labels = growth.scope().labels();
        List<Scope.Label> fitting = labels.stream()
                .filter(label -> growth.value().standsFor(label.before()))
                .toList();
        if (!fitting.isEmpty()) {
            use(dice.pick(fitting));
        } else if (dice.chance(0.5)) {
            List<Scope.Label> reachable = labels.stream()
                    .filter(label ->
                            !label.before().integers() && !label.before().recurrent())
                    .collect(Collectors.toList());
            if (!reachable.isEmpty()) {
                Scope.Label label = dice.pick(reachable);
                growth.adapt(label.before().shape());
                use(label);
            }
        }
    }

    private void use(Scope.Label label) {
        Item item = Item.of(Item.USE, label.path());
        if (dice.chance(0.1)) {
            item = item.labelled(growth.draft.name("l"));
            growth.scope().label(new Scope.Label(item.label(), label.before(), label.after()));
        }
        growth.put(item, label.after());
        if (dice.chance(Weights.TAPS)) {
            growth.tap();
        }
    }
}
