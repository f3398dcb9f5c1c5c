package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values and the labels that can be seen in a body: its own, and those of the bodies around it. */
final class LocalNames {

    private final Optional<LocalNames> outer;
    private final Map<String, NamedValue> values = new HashMap<>();
    private final Map<String, Labelled> labels = new HashMap<>();

    LocalNames(Optional<LocalNames> outer) {
        this.outer = outer;
    }

    /** A value with the place where it got its name. */
    record NamedValue(Identifier name, Current value) {}

    /** An item with a label, which {@code use} can apply again; {@link #inner} are the names of its body, if it has one. */
    static final class Labelled {

        private final Identifier label;
        private final Item.Layer item;
        private final String path;
        private final Body body;
        private Optional<LocalNames> inner = Optional.empty();
        private boolean complete;

        Labelled(Identifier label, Item.Layer item, String path, Body body) {
            this.label = label;
            this.item = item;
            this.path = path;
            this.body = body;
        }

        Identifier label() {
            return label;
        }

        Item.Layer item() {
            return item;
        }

        String path() {
            return path;
        }

        Body body() {
            return body;
        }

        Optional<LocalNames> inner() {
            return inner;
        }

        /** Whether all of it has been checked, so that it can be applied again. */
        boolean isComplete() {
            return complete;
        }

        void complete() {
            complete = true;
        }

        /** The names inside of it, if it has a single body. */
        void contains(LocalNames names) {
            inner = inner.or(() -> Optional.of(names));
        }
    }

    void define(NamedValue value) {
        values.put(value.name().text(), value);
    }

    void label(String name, Labelled item) {
        labels.put(name, item);
    }

    Optional<NamedValue> value(String name) {
        return find(names -> names.values.get(name));
    }

    Optional<Labelled> labelled(String name) {
        return find(names -> names.labels.get(name));
    }

    /** The label of this body itself. */
    Optional<Labelled> ownLabelled(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    private <T> Optional<T> find(Function<LocalNames, @org.jspecify.annotations.Nullable T> get) {
        for (Optional<LocalNames> names = Optional.of(this); names.isPresent(); names = names.get().outer) {
            Optional<T> found = Optional.ofNullable(get.apply(names.get()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The names of all values that can be seen. */
    List<String> valueNames() {
        List<String> all = new ArrayList<>(values.keySet());
        outer.ifPresent(names -> all.addAll(names.valueNames()));
        return all;
    }

    /** All labels that can be seen. */
    List<String> labelNames() {
        List<String> all = new ArrayList<>(labels.keySet());
        outer.ifPresent(names -> all.addAll(names.labelNames()));
        return all;
    }
}
