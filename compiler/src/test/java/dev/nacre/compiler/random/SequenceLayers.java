package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recurrent layers and attention. */
final class SequenceLayers {

    private SequenceLayers() {}

    static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (String word : List.of("rnn", "lstm", "gru")) {
            choices.add(Choice.maybe(word, value -> value.rank() == 2, (value, dice) -> recurrence(word, value, dice)));
        }
        choices.add(Choice.of("last", Value::recurrent, (value, dice) -> last(value)));
        choices.add(Choice.maybe("multihead_attention", value -> value.rank() == 2, SequenceLayers::attention));
        choices.add(Choice.maybe("transformer_encoder_layer", value -> value.rank() == 2, SequenceLayers::encoder));
        return choices;
    }

    static Step last(Value value) {
        return new Step(Item.of("last"), Value.floats(value.last()));
    }

    private static Optional<Step> recurrence(String word, Value value, Dice dice) {
        int gates = word.equals("lstm") ? 4 : word.equals("gru") ? 3 : 1;
        int most = Weights.MOST_PARAMETERS / gates / (value.last() + 20);
        boolean large = value.size(0) > 40 || most < 1;
        return large ? Optional.empty() : Optional.of(recurrence(word, value, dice, dice.size(Math.min(most, 33))));
    }

    static Step recurrence(String word, Value value, Dice dice, int hidden) {
        return recurrence(word, value, dice, States.of(dice, hidden, value.size(0)));
    }

    static Step recurrence(String word, Value value, Dice dice, States states) {
        int hidden = states.hidden();
        boolean bidirectional = states.bidirectional();
        Call call = new Call(dice, word)
                .input("in", value.last())
                .size("hidden", hidden)
                .named("num_layers", states.layers(), 1)
                .named("bidirectional", bidirectional, false)
                .named("dropout", dice.probability(), 0.0)
                .named("bias", !dice.chance(0.2), true);
        if (word.equals("rnn")) {
            call.named("nonlinearity", dice.pick("\"tanh\"", "\"relu\""), "\"tanh\"");
        }
        List<Integer> shape = List.of(value.size(0), bidirectional ? 2 * hidden : hidden);
        return new Step(call.item(), new Value(shape, false, true));
    }

    private static Optional<Step> attention(Value value, Dice dice) {
        return isLarge(value) ? Optional.empty() : Optional.of(attention(value, dice, dice.divisor(value.last())));
    }

    static Step attention(Value value, Dice dice, int heads) {
        Item item = new Call(dice, "multihead_attention")
                .input("embed", value.last())
                .size("heads", heads)
                .named("dropout", dice.probability(), 0.0)
                .named("bias", !dice.chance(0.2), true)
                .named("causal", dice.chance(0.3), false)
                .item();
        return new Step(item, Value.floats(value.shape()));
    }

    /** @param memory the name of rows of the same size */
    static Step crossAttention(Value value, Dice dice, int heads, String memory) {
        Item item = new Call(dice, "cross_attention")
                .input("embed", value.last())
                .size("heads", heads)
                .given("memory", memory)
                .named("dropout", dice.probability(), 0.0)
                .named("bias", !dice.chance(0.2), true)
                .item();
        return new Step(item, Value.floats(value.shape()));
    }

    /** @param taken the last of the three values that it stands behind */
    static Step dotProduct(Value taken, Dice dice, int heads) {
        Item item = new Call(dice, "scaled_dot_product_attention")
                .size("heads", heads)
                .named("causal", dice.chance(0.3), false)
                .item();
        return new Step(item, Value.floats(taken.shape()));
    }

    private static Optional<Step> encoder(Value value, Dice dice) {
        return isLarge(value) ? Optional.empty() : Optional.of(encoder(value, dice, dice.divisor(value.last())));
    }

    static Step encoder(Value value, Dice dice, int heads) {
        Call call = new Call(dice, "transformer_encoder_layer")
                .input("d", value.last())
                .size("heads", heads)
                .named("dim_feedforward", dice.size(40), 2048)
                .named("dropout", dice.probability(), 0.1)
                .named("activation", dice.pick("\"relu\"", "\"gelu\""), "\"relu\"")
                .named("norm_first", dice.chance(0.5), false);
        if (dice.chance(0.2)) {
            call.given("layer_norm_eps", dice.pick("0.001", "1e-5"));
        }
        return new Step(call.item(), Value.floats(value.shape()));
    }

    static boolean isLarge(Value value) {
        return value.last() > 36 || value.size(0) > 40;
    }
}
