package dev.nacre.compiler.fuse;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.tensor.Program.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people see of where a loop comes from: names for methods, comments for calls. */
final class Provenance {

    private final Map<String, Layer> layers = new HashMap<>();

    Provenance(Network network) {
        network.layers().forEach(layer -> layers.putIfAbsent(layer.path(), layer));
    }

    /** The layers' kinds, joined as a Java identifier: {@code linearRelu}. */
    String label(List<Origin> origins) {
        String joined = origins.stream()
                .distinct()
                .map(this::kind)
                .map(Provenance::capitalised)
                .collect(Collectors.joining());
        return joined.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + joined.substring(1);
    }

    /** The layers, for a comment: {@code fc1: linear 784 -> 128, relu, digits.nn:7}. */
    String comment(List<Origin> origins) {
        List<Origin> distinct = origins.stream().distinct().toList();
        if (distinct.stream().allMatch(origin -> layer(origin).isEmpty())) {
            return distinct.get(0).layer() + ", " + distinct.get(0).span().provenance();
        }
        String layers = distinct.stream().map(this::described).collect(Collectors.joining(", "));
        return distinct.get(0).layer() + ": " + layers + ", "
                + distinct.get(0).span().provenance();
    }

    private String described(Origin origin) {
        return layer(origin)
                .map(layer -> layer.operation() instanceof Operation.Linear linear
                        ? layer.kind() + " " + linear.in() + " -> " + linear.out()
                        : layer.kind())
                .orElse(origin.layer());
    }

    private String kind(Origin origin) {
        return layer(origin).map(Layer::kind).orElse("value");
    }

    private Optional<Layer> layer(Origin origin) {
        return Optional.ofNullable(layers.get(origin.layer()));
    }

    private static String capitalised(String kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.split("_", -1)) {
            name.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
