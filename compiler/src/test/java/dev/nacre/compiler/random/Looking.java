package dev.nacre.compiler.random;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What attention may look at in a model with lengths.
 *
 * @param stream whether later steps are not known
 * @param inputs which can be seen in all bodies
 */
record Looking(Dice dice, boolean stream, Map<String, Rows> inputs) {

    private static final Set<String> LAYERS = Set.of("multihead_attention", "transformer_encoder_layer");

    /** The same, now and then with a mask if it is attention to some rows, and an input says which of them may be seen. */
    Step masked(Step step, Rows looked) {
        List<String> masks = inputs.entrySet().stream()
                .filter(input -> input.getValue().value().integers()
                        && input.getValue().length().equals(looked.length())
                        && input.getValue().shape().equals(looked.shape().subList(0, 1)))
                .map(Map.Entry::getKey)
                .toList();
        boolean isMasked = !stream && LAYERS.contains(step.item().word()) && !masks.isEmpty() && dice.chance(0.6);
        return isMasked ? new Step(step.item().argument("mask", dice.pick(masks)), step.after()) : step;
    }

    /** Whether a layer needs no later steps where those are not known. */
    boolean isAllowed(Step step) {
        List<String> written =
                step.item().arguments().stream().map(Argument::text).toList();
        boolean later = step.item().word().equals("multihead_attention") && !written.contains("causal = true");
        return !stream || !(later || written.contains("bidirectional = true"));
    }
}
