package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The values and labels that can be seen in a body. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Label> labels = new ArrayList<>();

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** What {@code use} can apply again, to values like that before it. */
    record Label(String path, Value before, Value after) {

        Label inside(String label) {
            return new Label(label + "." + path, before, after);
        }
    }

    void define(String name, Value value) {
        values.put(name, value);
    }

    void label(Label label) {
        labels.add(label);
    }

    /** The labels of this body itself. */
    List<Label> ownLabels() {
        return List.copyOf(labels);
    }

    List<Label> labels() {
        return Stream.concat(outer.stream().flatMap(scope -> scope.labels().stream()), labels.stream())
                .toList();
    }

    /** The value of a name that can be seen. */
    Value value(String name) {
        return Optional.ofNullable(values().get(name)).orElseThrow();
    }

    Map<String, Value> values() {
        Map<String, Value> all = new LinkedHashMap<>();
        outer.ifPresent(scope -> all.putAll(scope.values()));
        all.putAll(values);
        return all;
    }
}
