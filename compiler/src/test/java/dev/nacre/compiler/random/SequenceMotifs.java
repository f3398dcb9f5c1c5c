package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Pieces of networks for sequences, in which the channels come first for convolutions and the steps for all others. */
final class SequenceMotifs {

    private final Growth growth;
    private final Dice dice;
    private final Value value;

    SequenceMotifs(Growth growth) {
        this.growth = growth;
        this.dice = growth.dice;
        this.value = growth.value();
    }

    List<Runnable> fitting() {
        List<Runnable> fitting = new ArrayList<>();
        if (value.size(0) <= 16) {
            fitting.add(this::gatedConvolution);
            fitting.add(this::depthwise);
        }
        if (value.size(0) <= 16 && value.last() <= 33) {
            fitting.add(this::tagger);
            fitting.add(this::carried);
            fitting.add(this::encoder);
            fitting.add(this::encoderLayers);
            fitting.add(() -> dotProduct(Optional.empty()));
            fitting.add(this::crossAttention);
            fitting.add(this::masked);
        }
        return fitting;
    }

    /** WaveNet's gate, with what goes around it. */
    private void gatedConvolution() {
        int channels = value.size(0);
        int dilation = dice.pick(1, 1, 2, 4);
        String size = String.valueOf(dice.pick(channels, dice.size(12)));
        List<List<Item>> branches = new ArrayList<>();
        for (String activation : List.of("tanh", "sigmoid")) {
            Item convolution = Item.of("conv1d", size, "3").argument("padding", String.valueOf(dilation));
            branches.add(List.of(
                    dilation == 1 ? convolution : convolution.argument("dilation", String.valueOf(dilation)),
                    Item.of(activation)));
        }
        List<Item> body = new ArrayList<>(List.of(Item.of("mul", branches)));
        body.add(Item.of("conv1d", String.valueOf(channels), "1"));
        growth.add(new Step(Item.of("residual", List.of(body)), Value.floats(value.shape())));
    }

    private void depthwise() {
        String channels = String.valueOf(value.size(0));
        int out = dice.size(16);
        Item each = Item.of("conv1d", channels, "3")
                .argument("padding", dice.pick("1", "\"same\""))
                .argument("groups", channels);
        growth.add(new Step(each, Value.floats(value.shape())));
        growth.add(new Step(Item.of("conv1d", String.valueOf(out), "1"), Value.floats(out, value.last())));
    }

    /** A recurrent layer, and what is made of its states or of its last one. */
    private void tagger() {
        String word = dice.pick("lstm", "gru", "rnn");
        growth.add(SequenceLayers.recurrence(word, value, dice, dice.size(12)));
        if (dice.chance(0.5)) {
            growth.add(SequenceLayers.last(growth.value()));
        }
        growth.add(DenseLayers.linear(growth.value(), dice, dice.size(9)));
        if (dice.chance(0.5)) {
            growth.layerOf("log_softmax", "softmax");
        }
    }

    /** A recurrent layer that starts with a value of the model, and perhaps one that starts with what that ends in. */
    private void carried() {
        States states = States.of(dice, dice.size(12), value.size(0));
        String sequence = growth.tap();
        growth.adapt(states.shape());
        List<String> start = List.of(growth.tap());
        growth.from(sequence);
        List<String> ends = carried(states, start);
        if (dice.chance(0.6)) {
            ends = carried(states, ends);
        }
        if (dice.chance(0.3)) {
            growth.from(dice.pick(ends));
        }
    }

    /** The names of what a layer ends in that starts with values of these names. */
    private List<String> carried(States states, List<String> start) {
        String word = dice.pick("lstm", "gru", "rnn");
        Step step = SequenceLayers.recurrence(word, growth.value(), dice, states);
        Item item = States.started(step.item(), start, dice);
        return growth.carried(new Step(item, step.after()), States.carried(word, states.shape()));
    }

    /** Attention and a perceptron, each with a norm before it and a way around it. */
    private void encoder() {
        Value same = Value.floats(value.shape());
        Item attention = SequenceLayers.attention(value, dice, dice.divisor(value.last()))
                .item();
        growth.add(new Step(Item.of("residual", List.of(List.of(Item.of("layernorm"), attention))), same));
        Item wide = Item.of("linear", String.valueOf(dice.size(33)));
        Item narrow = Item.of("linear", String.valueOf(value.last()));
        List<Item> perceptron = List.of(Item.of(dice.pick("layernorm", "rmsnorm")), wide, Item.of("gelu"), narrow);
        growth.add(new Step(Item.of("residual", List.of(perceptron)), same));
        if (dice.chance(0.4)) {
            growth.add(new Step(
                    new Item("mean", List.of(new Argument("dim", "-2")), List.of()), Value.floats(value.last())));
        }
    }

    /** Attention between three projections, or between the value and two of them. */
    private void dotProduct(Optional<String> mask) {
        int heads = dice.pick(1, 2, 3);
        int width = heads * dice.size(8);
        String query = projection(width);
        String key = dice.chance(0.2) ? query : projection(width);
        String taken = dice.chance(0.2) ? key : projection(heads * dice.size(8));
        Step step = SequenceLayers.dotProduct(growth.scope().value(taken), dice, heads);
        growth.put(Item.of(Item.FROM, query, key, taken), step.after());
        growth.put(with(mask, step.item()), step.after());
    }

    private static Item with(Optional<String> mask, Item item) {
        return mask.map(name -> item.argument("mask", name)).orElse(item);
    }

    /** The name of integers that say which of so many rows may be seen, if there are any. */
    private Optional<String> mask(int rows) {
        List<String> fitting = names(named -> named.integers() && named.shape().equals(List.of(rows)));
        return fitting.isEmpty() ? Optional.empty() : Optional.of(dice.pick(fitting));
    }

    private List<String> names(Predicate<Value> wanted) {
        return growth.scope().values().entrySet().stream()
                .filter(named -> wanted.test(named.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Attention to some of the rows, if something says to which. */
    void masked() {
        Optional<String> mask = mask(value.size(0));
        int heads = dice.divisor(value.last());
        switch (mask.isPresent() ? dice.below(4) : 0) {
            case 0 -> crossAttention();
            case 1 -> dotProduct(mask);
            default -> {
                Step step = dice.chance(0.5)
                        ? SequenceLayers.attention(value, dice, heads)
                        : SequenceLayers.encoder(value, dice, heads);
                growth.add(new Step(with(mask, step.item()), step.after()));
            }
        }
    }

    /** Attention to rows that have a name, or to a projection. */
    private void crossAttention() {
        List<String> memories = names(named -> !named.integers()
                && named.rank() == 2
                && named.last() == value.last()
                && !SequenceLayers.isLarge(named));
        String memory = memories.isEmpty() || dice.chance(0.2) ? projection(value.last()) : dice.pick(memories);
        Step step = SequenceLayers.crossAttention(value, dice, dice.divisor(value.last()), memory);
        Optional<String> mask = mask(growth.scope().value(memory).size(0)).filter(name -> dice.chance(0.7));
        growth.add(new Step(with(mask, step.item()), step.after()));
    }

    /** The name of what a linear layer makes of the value; both stay. */
    private String projection(int width) {
        String before = growth.tap();
        growth.add(DenseLayers.linear(value, dice, width));
        String name = growth.tap();
        growth.from(before);
        return name;
    }

    private void encoderLayers() {
        Item layer =
                SequenceLayers.encoder(value, dice, dice.divisor(value.last())).item();
        Item repeat = Item.of("repeat", List.of(List.of(layer))).with(List.of(new Argument("", "2")));
        growth.add(new Step(repeat, Value.floats(value.shape())));
    }
}
