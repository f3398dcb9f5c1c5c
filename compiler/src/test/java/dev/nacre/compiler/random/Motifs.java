package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pieces of well-known networks, put behind a value that they fit. */
final class Motifs {

    private final Growth growth;
    private final Dice dice;
    private final Value value;

    Motifs(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
        this.value = growth.value();
    }

    void grow() {
        List<Runnable> fitting = new ArrayList<>();
        if (value.integers()) {
            fitting.add(this::tokens);
        } else if (value.rank() == 2) {
            fitting.addAll(new SequenceMotifs(growth).fitting());
        } else if (value.rank() == 3 && value.size(1) * value.size(2) <= 300) {
            fitting.addAll(new ImageMotifs(growth).fitting());
        }
        if (!value.integers() && value.rank() > 0 && value.last() <= 65 && value.elements() <= 600) {
            fitting.addAll(List.of(this::perceptron, this::linearGate, this::heads, this::steps));
        }
        if (fitting.isEmpty()) {
            growth.layer();
        } else {
            dice.pick(fitting).run();
        }
    }

    /** A branch that is written by {@code body}. */
    private static Growth branch(Growth growth, Consumer<Growth> body) {
        Growth branch = growth.inner(true);
        body.accept(branch);
        return branch;
    }

    private static void put(Growth growth, Step step) {
        growth.put(step.item(), step.after());
    }

    private static void same(Growth growth, String word) {
        growth.put(Item.of(word), Value.floats(growth.value().shape()));
    }

    /** Rows for the tokens, and for their places. */
    private void tokens() {
        Step rows = DenseLayers.embedding(value, dice, dice.size(16));
        if (value.rank() != 1) {
            growth.add(rows);
            return;
        }
        Step places = DenseLayers.position(value, dice, rows.after().last());
        growth.add(new Step(Item.of("sum", List.of(List.of(rows.item()), List.of(places.item()))), rows.after()));
    }

    /** Linear layers with an activation between. */
    private void perceptron() {
        growth.add(DenseLayers.linear(value, dice, dice.size(48)));
        growth.layerOf("relu", "gelu", "tanh", "silu", "leaky_relu", "mish", "elu");
        if (dice.drops()) {
            growth.layerOf("dropout");
        }
        growth.add(DenseLayers.linear(growth.value(), dice, dice.size(33)));
    }

    /** A gated linear unit. */
    private void linearGate() {
        int size = dice.size(33);
        Growth content = branch(growth, branch -> {
            put(branch, DenseLayers.linear(value, dice, size));
            same(branch, dice.pick("tanh", "silu", "relu", "gelu"));
        });
        Growth gate = branch(growth, branch -> {
            put(branch, DenseLayers.linear(value, dice, dice.chance(0.25) ? 1 : size));
            same(branch, dice.pick("sigmoid", "hardsigmoid"));
        });
        growth.add(new Step(Item.of("mul", List.of(content.items(), gate.items())), content.value()));
    }

    /** Two heads on one trunk, which are joined. */
    private void heads() {
        String trunk = growth.tap();
        int size = dice.size(24);
        growth.add(DenseLayers.linear(value, dice, size));
        growth.layerOf("sigmoid", "tanh", "softmax");
        String first = growth.tap();
        growth.from(trunk);
        growth.add(DenseLayers.linear(value, dice, size));
        new NamedValues(growth).join(first);
    }

    /** The same step several times. */
    private void steps() {
        Value after = Value.floats(value.shape());
        Item mix = DenseLayers.linear(value, dice, value.last()).item().labelled("mix");
        Item activation = Item.of(dice.pick("tanh", "softsign"));
        String label = growth.draft.name("step");
        growth.put(Item.of("chain", List.of(List.of(mix, activation))).labelled(label), after);
        int more = dice.between(1, 3);
        for (int i = 0; i < more; i++) {
            growth.put(Item.of(Item.USE, dice.chance(0.8) ? label : label + ".mix"), after);
        }
    }
}
