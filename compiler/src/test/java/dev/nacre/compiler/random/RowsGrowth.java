package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A body that is being made out of layers that admit lengths, and of any behind what has none. */
final class RowsGrowth {

    private static final List<Choice> CHOICES = Stream.of(
                    ElementwiseLayers.choices(), DenseLayers.choices(), SequenceLayers.choices())
            .flatMap(List::stream)
            .toList();

    private static final Set<String> NOT_WITH_LENGTHS =
            Set.of("batchnorm1d", "batchnorm2d", "groupnorm", "dropout2d", "softmax", "log_softmax", "last");

    private static final Set<String> NOT_IN_STREAMS = Set.of("position", "transformer_encoder_layer");

    private final Dice dice;
    private final Draft draft;
    private final boolean stream;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Rows> named = new LinkedHashMap<>();
    private final Looking looking;
    private Rows rows = new Rows("", Value.floats(1));

    RowsGrowth(Dice dice, Draft draft, boolean stream, Looking looking) {
        this.dice = dice;
        this.draft = draft;
        this.stream = stream;
        this.looking = looking;
    }

    /** A body in this one. */
    private RowsGrowth inner() {
        RowsGrowth inner = new RowsGrowth(dice, draft, stream, looking);
        inner.rows = rows;
        return inner;
    }

    List<Item> items() {
        return items;
    }

    Rows rows() {
        return rows;
    }

    Map<String, Rows> named() {
        return named;
    }

    void from(String name, Rows value) {
        put(Item.of(Item.FROM, name), value);
    }

    private void put(Item item, Rows after) {
        items.add(item);
        rows = after;
    }

    private void put(Step step) {
        put(step.item(), rows.with(step.after()));
    }

    /** Gives the value a name. */
    String tap() {
        Item last = items.get(items.size() - 1);
        if (last.word().equals(Item.FROM)
                && last.arguments().size() == 1
                && last.taps().isEmpty()
                && dice.chance(0.5)) {
            put(Item.of("chain", List.of(List.of())), rows);
        }
        if (last.taps().isEmpty()) {
            rename(draft.name("t"));
        }
        return items.get(items.size() - 1).taps().get(0);
    }

    void rename(String name) {
        int last = items.size() - 1;
        items.set(last, items.get(last).tapped(List.of(name)));
        named.put(name, rows);
    }

    void grow(int steps) {
        for (int i = 0; i < steps; i++) {
            if (rows.value().integers()) {
                embed();
            } else if (rows.hasLength()) {
                step();
            } else {
                fixed(1);
            }
        }
    }

    private void step() {
        switch (dice.weighted(Weights.STEPS_OF_LENGTHS)) {
            case "layer" -> layer();
            case "residual" -> residual();
            case "branches" -> branches();
            case "join" -> joinNamed();
            case "repeat" -> repeat();
            case "states" -> states();
            case "reduction" -> reduction();
            case "norm over steps" -> softmax();
            case "windows" -> windows(false);
            default -> tap();
        }
    }

    /** Ordinary items. */
    private void fixed(int steps) {
        Growth growth = Growth.ofModel(dice, new Draft(10), rows.value());
        growth.grow(steps);
        List<Item> grown = growth.items();
        boolean names = grown.stream()
                .flatMap(Item::all)
                .anyMatch(item -> !item.taps().isEmpty() || !item.label().isEmpty() || item.isBlock());
        if (!names) {
            grown.forEach(item -> put(item, rows));
            rows = new Rows("", growth.value());
        }
    }

    void embed() {
        Value value = rows.value();
        put(DenseLayers.embedding(
                value, dice, dice.size(Math.max(1, Math.min(33, Weights.MOST_ELEMENTS / value.elements())))));
    }

    private void layerOrWindows() {
        if (dice.chance(0.2)) {
            windows(true);
        } else {
            layer();
        }
    }

    /** One that keeps the length and the number of dimensions. */
    private void layer() {
        Map<Choice, Integer> fitting = new LinkedHashMap<>();
        CHOICES.stream()
                .filter(choice -> choice.fits().test(rows.value()))
                .filter(choice -> !NOT_WITH_LENGTHS.contains(choice.word()))
                .filter(choice -> !stream || !NOT_IN_STREAMS.contains(choice.word()))
                .filter(choice ->
                        choice.word().equals("position") ? rows.value().rank() == 2 : true)
                .filter(choice -> dice.drops() || !choice.word().startsWith("dropout"))
                .forEach(choice -> fitting.put(choice, Weights.ofLengths(choice.word())));
        Optional<Step> step = dice.weighted(fitting).make().apply(rows.value(), dice);
        step.filter(looking::isAllowed)
                .map(found -> looking.masked(found, rows))
                .ifPresent(this::put);
    }

    /** Convolutions and pools along the length; only what is alone in its body may change it. */
    private void windows(boolean keeps) {
        if (rows.value().rank() == 2) {
            LengthWindows windows = new LengthWindows(dice, rows, keeps, stream).grow();
            windows.items().forEach(item -> put(item, rows));
            rows = windows.rows();
        }
    }

    /** Puts the length first again, which the input has last. */
    void turn(Rows value) {
        put(Item.of("transpose", dice.pick("0", "-2"), dice.pick("1", "-1")), value);
    }

    private void residual() {
        RowsGrowth inner = inner();
        IntStream.range(0, dice.between(1, 3)).forEach(i -> inner.layerOrWindows());
        inner.fit(rows.value().last());
        put(Item.of("residual", List.of(inner.items)), rows.with(Value.floats(rows.shape())));
    }

    private void repeat() {
        RowsGrowth inner = inner();
        inner.layerOrWindows();
        inner.fit(rows.value().last());
        Item item = Item.of("repeat", List.of(inner.items)).with(List.of(new Argument("", dice.pick("2", "3"))));
        put(item, rows.with(Value.floats(rows.shape())));
    }

    /** A recurrent layer, and one that starts with what that ends in. */
    private void states() {
        if (stream || rows.value().rank() != 2 || rows.value().last() > 33) {
            return;
        }
        States states = States.of(dice, dice.size(12), rows.value().size(0));
        List<String> ends = ends(states, List.of());
        if (dice.chance(0.8)) {
            ends(states, ends);
        }
    }

    /** The names of what a layer ends in that starts with values of these names. */
    private List<String> ends(States states, List<String> start) {
        String word = dice.pick("lstm", "gru", "rnn");
        Step step = SequenceLayers.recurrence(word, rows.value(), dice, states);
        Item item = start.isEmpty() ? step.item() : States.started(step.item(), start, dice);
        List<String> names = new ArrayList<>(List.of(draft.name("t")));
        States.carried(word, states.shape()).forEach(end -> {
            String name = draft.name("t");
            names.add(name);
            named.put(name, new Rows("", end));
        });
        put(new Step(item.tapped(names), step.after()));
        named.put(names.get(0), rows);
        return names.subList(1, names.size());
    }

    private void fit(int size) {
        if (rows.value().last() != size || items.isEmpty()) {
            put(DenseLayers.linear(rows.value(), dice, size));
        }
        rows = rows.with(Value.floats(rows.shape()));
    }

    private void branches() {
        String word = dice.pick("sum", "mul", "mean", "concat");
        int count = dice.pick(2, 2, 3);
        int size = dice.size(20);
        int all = 0;
        List<List<Item>> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RowsGrowth branch = inner();
            int steps = dice.between(0, 2);
            IntStream.range(0, steps).forEach(step -> branch.layerOrWindows());
            if (!stream && i > 0 && rows.value().rank() == 2 && !word.equals("concat") && dice.chance(0.25)) {
                branch.row(size);
            } else if (!word.equals("concat")) {
                branch.fit(dice.chance(0.1) && i > 0 ? 1 : size);
            }
            all += branch.rows.value().last();
            bodies.add(branch.items);
        }
        Value value = rows.value();
        Value after = value.with(value.rank() - 1, word.equals("concat") ? all : size);
        put(Item.of(word, bodies), rows.with(after));
        if (word.equals("concat") && value.rank() > 2 && dice.chance(0.3)) {
            concatInside();
        }
    }

    /** Along an axis between the length and the last. */
    private void concatInside() {
        int rank = rows.value().rank();
        int axis = dice.between(1, rank - 2);
        String dim = String.valueOf(ElementwiseLayers.written(axis, rank, dice));
        Item item =
                Item.of("concat", List.of(List.of(), List.of(Item.of("tanh")))).argument("dim", dim);
        put(item, rows.with(rows.value().with(axis, 2 * rows.value().size(axis))));
    }

    /** Makes {@code [1, size]} of all steps. */
    private void row(int size) {
        reduce(List.of(0));
        put(DenseLayers.linear(rows.value(), dice, size));
        put(Item.of("reshape", "[1, " + size + "]"), new Rows("", Value.floats(1, size)));
    }

    private void joinNamed() {
        List<String> alike = named.entrySet().stream()
                .filter(other -> other.getValue().hasLength() && canJoin(other.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!alike.isEmpty()) {
            String name = dice.pick(alike);
            join(name, Objects.requireNonNull(named.get(name), name));
        }
    }

    /** Whether the value can be joined with one of the same length, or with a row that has none. */
    boolean canJoin(Rows other) {
        if (!other.hasLength()) {
            return !other.value().integers();
        }
        int rank = rows.value().rank();
        return !rows.value().integers()
                && !other.value().integers()
                && other.length().equals(rows.length())
                && other.value().rank() == rank
                && other.shape().subList(1, rank - 1).equals(rows.shape().subList(1, rank - 1));
    }

    void join(String name, Rows other) {
        if (!other.hasLength()) {
            joinRow(name, other);
            return;
        }
        if (dice.chance(0.4)) {
            put(
                    Item.of("concat", name),
                    rows.with(rows.value()
                            .with(
                                    rows.value().rank() - 1,
                                    rows.value().last() + other.value().last())));
        } else {
            fit(other.value().last());
            put(Item.of(dice.pick("add", "mul"), name), rows);
        }
    }

    private void joinRow(String name, Rows other) {
        if (rows.value().integers()) {
            embed();
        }
        Rows target = rows.with(rows.value().reshaped(rows.shape()));
        String own = tap();
        from(name, other);
        if (other.value().rank() != 1) {
            put(ShapeLayers.flatten(other.value()));
        }
        if (!target.hasLength()) {
            int size = rows.value().last();
            String flat = tap();
            from(own, target);
            collapse();
            put(DenseLayers.linear(rows.value(), dice, size));
            put(Item.of(dice.pick("add", "mul"), flat), rows);
            return;
        }
        List<Integer> shape = new ArrayList<>(target.shape());
        shape.set(0, 1);
        int elements = Value.floats(shape).elements();
        put(DenseLayers.linear(rows.value(), dice, elements));
        put(new Step(Item.of("reshape", Value.text(shape)), Value.floats(shape)));
        String row = tap();
        put(dice.chance(0.5) ? Item.of(Item.FROM, own, row) : Item.of(Item.FROM, row, own), target);
        put(Item.of(dice.pick("sum", "mul", "mean")), target);
    }

    /** Over dimensions behind the length, or of it in a stream's model never. */
    private void reduction() {
        int rank = rows.value().rank();
        boolean all = !stream && dice.chance(0.5);
        if (all) {
            collapse();
        } else if (rank > 2) {
            int axis = dice.between(1, rank - 1);
            reduce(List.of(axis));
        }
    }

    private void reduce(List<Integer> axes) {
        Value value = rows.value();
        List<Integer> shape = IntStream.range(0, value.rank())
                .filter(axis -> !axes.contains(axis))
                .mapToObj(value::size)
                .toList();
        List<Integer> written = axes.stream()
                .map(axis -> ElementwiseLayers.written(axis, value.rank(), dice))
                .toList();
        String dim = axes.size() == 1 ? String.valueOf(written.get(0)) : Value.text(written);
        Item item = new Item(dice.pick("mean", "sum", "max"), List.of(new Argument("dim", dim)), List.of());
        put(item, new Rows(axes.contains(0) ? "" : rows.length(), Value.floats(shape)));
    }

    /** Makes something of fixed sizes, a row at last. */
    void collapse() {
        if (rows.value().integers()) {
            embed();
        }
        if (rows.hasLength() && !stream) {
            if (rows.value().recurrent() && dice.chance(0.6)) {
                put(Item.of("last"), new Rows("", Value.floats(rows.value().last())));
            } else {
                List<Integer> axes = new ArrayList<>(List.of(0));
                for (int axis = 1; axis < rows.value().rank(); axis++) {
                    if (dice.chance(0.3)) {
                        axes.add(axis);
                    }
                }
                reduce(dice.shuffled(axes));
            }
        }
        if (!rows.hasLength() && rows.value().rank() != 1) {
            put(ShapeLayers.flatten(rows.value()));
        }
    }

    private void softmax() {
        int rank = rows.value().rank();
        int axis = stream ? dice.between(1, rank - 1) : dice.below(rank);
        Item item = Item.of(dice.pick("softmax", "log_softmax"))
                .argument("dim", String.valueOf(ElementwiseLayers.written(axis, rank, dice)));
        put(item, rows.with(Value.floats(rows.shape())));
    }
}
