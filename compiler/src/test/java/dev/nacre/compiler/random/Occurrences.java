package dev.nacre.compiler.random;

import dev.nacre.compiler.check.KnownLayer;
import dev.nacre.compiler.check.KnownLayer.KnownArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which layers, and which arguments of them with other values than their defaults, occur in models. */
final class Occurrences {

    private final List<KnownLayer> layers;
    private final Set<String> found = new TreeSet<>();

    Occurrences(List<KnownLayer> layers) {
        this.layers = List.copyOf(layers);
    }

    void add(RandomModel model) {
        model.items().forEach(item -> layers.stream()
                .filter(layer -> layer.name().equals(item.word()) && isLayer(item))
                .forEach(layer -> add(layer, item)));
    }

    /** What has not occurred: layers, and arguments behind a dot. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (KnownLayer layer : layers) {
            missing.add(layer.name());
            layer.arguments().forEach(argument -> missing.add(layer.name() + "." + argument.name()));
        }
        missing.removeAll(found);
        return missing;
    }

    /** Not a combinator of the same name, which has branches or joins current values. */
    private static boolean isLayer(Item item) {
        boolean reduces =
                item.arguments().stream().anyMatch(argument -> argument.name().equals("dim"));
        return item.branches().isEmpty() && (reduces || !Set.of("sum", "mean").contains(item.word()));
    }

    private void add(KnownLayer layer, Item item) {
        found.add(layer.name());
        List<Argument> written = item.arguments();
        long unnamed =
                written.stream().filter(argument -> argument.name().isEmpty()).count();
        List<KnownArgument> positions = new ArrayList<>(
                layer.arguments().stream().filter(KnownArgument::hasPosition).toList());
        if (unnamed < positions.size()) {
            positions.removeIf(KnownArgument::stated);
        }
        for (int i = 0; i < written.size(); i++) {
            Argument argument = written.get(i);
            Optional<KnownArgument> known = argument.name().isEmpty()
                    ? Optional.of(positions.get(i))
                    : layer.arguments().stream()
                            .filter(other -> other.name().equals(argument.name()))
                            .findFirst();
            known.filter(other -> !other.defaultValue().equals(Optional.of(argument.value())))
                    .ifPresent(other -> found.add(layer.name() + "." + other.name()));
        }
    }
}
