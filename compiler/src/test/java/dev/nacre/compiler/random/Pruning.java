package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes items out of a model's body whose values nothing needs any more, and ports that nothing reads. */
final class Pruning {

    private final RandomModel model;
    private final List<Item> body;

    private Pruning(RandomModel model) {
        this.model = model;
        this.body = new ArrayList<>(model.body());
    }

    static RandomModel of(RandomModel model) {
        Pruning pruning = new Pruning(model);
        while (pruning.removesOne()) {
            // again: what a removed item has read may be needed by nothing else
        }
        return pruning.swept();
    }

    /** Removes the last item of a way that leads nowhere, if there is one. */
    private boolean removesOne() {
        Set<String> needed = names(body);
        model.outputs().forEach(port -> needed.add(port.name()));
        boolean endCounts = model.outputs().size() <= 1
                && body.stream()
                        .flatMap(Item::all)
                        .flatMap(item -> item.taps().stream())
                        .noneMatch(tap -> model.outputs().stream()
                                .anyMatch(port -> port.name().equals(tap)));
        for (int i = 0; i < body.size(); i++) {
            boolean isEnd =
                    i == body.size() - 1 ? !endCounts : body.get(i + 1).word().equals(Item.FROM);
            boolean isNeeded =
                    body.get(i).all().anyMatch(item -> item.taps().stream().anyMatch(needed::contains));
            if (isEnd && !isNeeded && !used(body.get(i))) {
                body.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Whether an item is applied again by one that stays. */
    private boolean used(Item item) {
        return !item.label().isEmpty()
                && body.stream()
                        .flatMap(Item::all)
                        .filter(other -> other.word().equals(Item.USE))
                        .anyMatch(other -> (other.arguments().get(0).value() + ".").startsWith(item.label() + "."));
    }

    /** All that may be names of values. */
    private static Set<String> names(List<Item> items) {
        Set<String> names = new HashSet<>();
        items.stream()
                .flatMap(Item::all)
                .flatMap(item -> item.arguments().stream())
                .flatMap(argument -> Stream.of(argument.value().split("[^\\w$]+")))
                .forEach(names::add);
        return names;
    }

    private RandomModel swept() {
        Set<String> read = names(body);
        List<Port> inputs = new ArrayList<>(model.inputs());
        if (inputs.size() > 1) {
            inputs.removeIf(port -> !read.contains(port.name()) && inputs.size() > 1);
        }
        return model.with(body).withInputs(inputs).swept();
    }
}
