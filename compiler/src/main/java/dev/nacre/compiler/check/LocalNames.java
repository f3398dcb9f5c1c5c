package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The values and the labels that can be seen in a body: its own, and those of the bodies around it. */
final class LocalNames {

    private final Optional<LocalNames> outer;
    private final Map<String, NamedValue> values = new HashMap<>();
    private final Map<String, Labelled> labels = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Elsewhere elsewhere;

    LocalNames(Optional<LocalNames> outer) {
        this.outer = outer;
        this.elsewhere = outer.map(names -> names.elsewhere).orElseGet(Elsewhere::new);
    }

    /** Where the names of a model or a block were given first, those in bodies that have ended included. */
    private record Elsewhere(Map<String, Identifier> values, Map<String, Identifier> labels) {
        Elsewhere() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    /** A value with the place where it got its name. */
    record NamedValue(Identifier name, CurrentValue value) {}

    /** An item with a label, which {@code use} can apply again; {@link #inner} are the names of its body, if it has one. */
    static final class Labelled {

        private final Identifier label;
        private final Item.Layer item;
        private final String path;
        private final Body body;
        private Optional<LocalNames> inner = Optional.empty();
        private boolean complete;
        private boolean passedOver;

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

        /** The item has been checked, and {@code result} is the value after it. */
        void complete(CurrentValue result) {
            complete = true;
            passedOver = result instanceof CurrentValue.Poisoned && inner.isEmpty();
        }

        /** Whether nothing is known of what is inside of it, after a mistake. */
        boolean isPassedOver() {
            return passedOver;
        }

        /** The names inside of it, if it has a single body. */
        void contains(LocalNames names) {
            inner = inner.or(() -> Optional.of(names));
        }
    }

    void define(NamedValue value) {
        values.put(value.name().text(), value);
        elsewhere.values.putIfAbsent(value.name().text(), value.name());
    }

    void label(String name, Labelled item) {
        labels.put(name, item);
        elsewhere.labels.putIfAbsent(name, item.label());
    }

    Optional<NamedValue> value(String name) {
        return find(names -> names.values.get(name));
    }

    /** As {@link #value}, for an item that goes on with it. */
    Optional<NamedValue> read(String name) {
        Optional<NamedValue> value = value(name);
        for (Optional<LocalNames> names = Optional.of(this); names.isPresent(); names = names.get().outer) {
            if (names.get().values.containsKey(name)) {
                names.get().read.add(name);
                return value;
            }
        }
        return value;
    }

    /** Whether an item has gone on with this body's own value of the name. */
    boolean isRead(String name) {
        return read.contains(name);
    }

    /** Where a value got the name in a body that has ended. */
    Optional<Identifier> valueElsewhere(String name) {
        return Optional.ofNullable(elsewhere.values.get(name));
    }

    /** Where an item got the label in a body that has ended. */
    Optional<Identifier> labelElsewhere(String name) {
        return Optional.ofNullable(elsewhere.labels.get(name));
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
