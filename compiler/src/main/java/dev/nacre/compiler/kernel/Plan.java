package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Lengths;
import java.util.List;
import java.util.Map;

/**
 * Everything that a model computes, as kernels over buffers; the same for every target.
 *
 * @param predict one or more samples from inputs to outputs
 * @param forward the same in training mode
 * @param backward from output gradients to the gradients of all activations
 * @param accumulate from activations and their gradients to the gradients of parameters
 * @param inputGradient the rest of the way to the inputs' gradients
 * @param transposes weights of which the backward pass reads a transposed copy
 * @param transposedSize floats of all transposed copies
 * @param phases into which the steps of {@code forward}, {@code backward} and {@code inputGradient} fall
 * @param step one step of a sequence, from what the one before has left; empty if the model has no streams
 * @param lengths which counts are known only when the model is called; samples go through a plan with any one at a time
 */
public record Plan(
        ParameterStorage parameters,
        List<Step> predict,
        List<Step> forward,
        List<Step> backward,
        List<Step> accumulate,
        List<Step> inputGradient,
        List<Transpose> transposes,
        int transposedSize,
        Phases phases,
        List<Step> step,
        Lengths lengths) {

    public Plan {
        predict = List.copyOf(predict);
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        accumulate = List.copyOf(accumulate);
        inputGradient = List.copyOf(inputGradient);
        transposes = List.copyOf(transposes);
        step = List.copyOf(step);
    }

    /** The plan of a model in which samples do not meet and all sizes are fixed. */
    public Plan(
            ParameterStorage parameters,
            List<Step> predict,
            List<Step> forward,
            List<Step> backward,
            List<Step> accumulate,
            List<Step> inputGradient,
            List<Transpose> transposes,
            int transposedSize) {
        this(
                parameters,
                predict,
                forward,
                backward,
                accumulate,
                inputGradient,
                transposes,
                transposedSize,
                Phases.NONE,
                List.of(),
                new Lengths(Map.of()));
    }

    /**
     * A weight [out, taps, in] in panels over {@code out} at {@code from} among the parameters, to be copied to panels over
     * {@code in} at {@code to} among the transposed copies, with the taps from the last to the first. A matrix has one tap.
     */
    public record Transpose(String parameter, int out, int in, int taps, int from, int to) {}
}
