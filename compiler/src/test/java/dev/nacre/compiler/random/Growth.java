package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A body that is being made: each item fits the value before it. */
final class Growth {

    private static final List<Choice> CHOICES = Stream.of(
                    ElementwiseLayers.choices(),
                    DenseLayers.choices(),
                    WindowLayers.choices(),
                    SequenceLayers.choices(),
                    ShapeLayers.choices())
            .flatMap(List::stream)
            .toList();

    final Dice dice;
    final Draft draft;
    private final Scope scope;
    private final boolean once;
    private final int depth;
    private final List<Item> items = new ArrayList<>();
    private Value value;

    /** @param once whether what it makes is applied once, so that it can have outputs of the model */
    private Growth(Dice dice, Draft draft, Scope scope, boolean once, int depth, Value value) {
        this.dice = dice;
        this.draft = draft;
        this.scope = scope;
        this.once = once;
        this.depth = depth;
        this.value = value;
    }

    static Growth ofModel(Dice dice, Draft draft, Value start) {
        return new Growth(dice, draft, new Scope(Optional.empty()), true, 0, start);
    }

    /** A body in this one. */
    Growth inner(boolean isOnce) {
        return new Growth(dice, draft, new Scope(Optional.of(scope)), once && isOnce, depth + 1, value);
    }

    /** The body of a block, which sees nothing of this one. */
    Growth ofBlock() {
        return new Growth(dice, draft, new Scope(Optional.empty()), false, depth + 1, value);
    }

    Value value() {
        return value;
    }

    List<Item> items() {
        return items;
    }

    Scope scope() {
        return scope;
    }

    int depth() {
        return depth;
    }

    /** Adds up to so many items, or what takes several. */
    Growth grow(int steps) {
        for (int i = 0; i < steps && !draft.isFull(); i++) {
            step();
        }
        return this;
    }

    private void step() {
        Map<Step.Kind, Integer> weights =
                new LinkedHashMap<>(dice.isOrdinary() ? Weights.ORDINARY_STEPS : Weights.STEPS);
        if (depth > Weights.MOST_DEPTH) {
            weights.keySet().retainAll(List.of(Step.Kind.LAYER));
        } else if (value.integers()) {
            weights.keySet().retainAll(List.of(Step.Kind.LAYER, Step.Kind.MOTIF, Step.Kind.BLOCK));
        }
        switch (dice.weighted(weights)) {
            case LAYER -> layer();
            case COMBINATOR -> new Combinators(this).grow();
            case NAMES -> new NamedValues(this).grow();
            case BLOCK -> new Blocks(this).grow();
            case USE -> new NamedValues(this).use();
            case MOTIF -> new Motifs(this).grow();
        }
    }

    /** Adds one of the layers that fit. */
    void layer() {
        Map<Choice, Integer> fitting = new LinkedHashMap<>();
        CHOICES.stream()
                .filter(choice -> choice.fits().test(value))
                .filter(choice -> dice.samplesMeet() || !choice.word().startsWith("batchnorm"))
                .filter(choice -> dice.drops() || !choice.word().startsWith("dropout"))
                .forEach(choice -> fitting.put(choice, Weights.of(choice.word())));
        dice.weighted(fitting).make().apply(value, dice).ifPresent(this::add);
    }

    /** Adds one of the layers of these names, which must fit. */
    void layerOf(String first, String... others) {
        String word = dice.pick(first, others);
        CHOICES.stream()
                .filter(choice -> choice.word().equals(word))
                .flatMap(choice -> choice.make().apply(value, dice).stream())
                .forEach(this::add);
    }

    /** Adds an item that is written in full, with a label or a name for its value now and then. */
    void add(Step step) {
        add(step, List.of());
    }

    /** The same for an item with a single body, whose labels are these. */
    void add(Step step, List<Scope.Label> labels) {
        Value before = value;
        Item item = Annotations.of(step.item(), dice);
        if (dice.chance(item.branches().isEmpty() && !item.isBlock() ? 0.05 : 0.3)) {
            item = item.labelled(draft.name("l"));
        }
        put(item, step.after());
        if (!item.label().isEmpty()) {
            String label = item.label();
            item.all().flatMap(part -> part.taps().stream()).forEach(draft.possibleOutputs()::remove);
            scope.label(new Scope.Label(label, before, step.after()));
            labels.forEach(inner -> scope.label(inner.inside(label)));
        }
        if (dice.chance(Weights.TAPS)) {
            tap();
        }
    }

    /** Adds an item with a label. */
    void label(Item item, Value after) {
        scope.label(new Scope.Label(item.label(), value, after));
        put(item, after);
    }

    /** Applies the item with that label again. */
    void use(String label) {
        scope.labels().stream()
                .filter(other -> other.path().equals(label))
                .findFirst()
                .ifPresent(other -> put(Item.of(Item.USE, label), other.after()));
    }

    /** Adds an item as it is. */
    void put(Item item, Value after) {
        items.add(item);
        value = after;
        draft.count();
    }

    /** Gives the value a name, if it has an item in this body to stand behind. */
    String tap() {
        String name = draft.name("t");
        if (items.isEmpty()) {
            items.add(Item.of("chain", List.of(List.of())));
        }
        int last = items.size() - 1;
        if (!items.get(last).taps().isEmpty()) {
            return items.get(last).taps().get(0);
        }
        items.set(last, items.get(last).tapped(List.of(name)));
        scope.define(name, value);
        if (once) {
            draft.possibleOutputs().put(name, value);
        }
        return name;
    }

    /** Adds a recurrent layer with names for its output and for what it ends in, which are given back. */
    List<String> carried(Step step, List<Value> ends) {
        List<String> names = new ArrayList<>(List.of(draft.name("t")));
        scope.define(names.get(0), step.after());
        for (Value end : ends) {
            String name = draft.name("t");
            names.add(name);
            scope.define(name, end);
            if (once) {
                draft.possibleOutputs().put(name, end);
            }
        }
        put(step.item().tapped(names), step.after());
        return names.subList(1, names.size());
    }

    /** Takes over what another body with the same beginning has made. */
    void copy(Growth other) {
        other.items.forEach(item -> put(item, other.value));
    }

    /** Goes on as if it were not known which layer made the value. */
    void forget() {
        value = new Value(value.shape(), value.integers(), false);
    }

    /** Goes on from a value with a name. */
    void from(String name) {
        put(Item.of(Item.FROM, name), scope.value(name));
    }

    /** Adds what makes floats of another shape of the value. */
    void adapt(List<Integer> shape) {
        new Adapter(this).to(shape);
    }
}
