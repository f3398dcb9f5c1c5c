package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Value;

/** Dropout as primitives: zero with probability p, else x / (1 − p); the identity when predicting. */
final class DropoutLowering {

    /** More than the layers of any model: streams of different layers stay apart. */
    private static final int STREAMS = 1 << 17;

    private final ProgramBuilder builder;
    private final Mode mode;

    DropoutLowering(ProgramBuilder builder, Mode mode) {
        this.builder = builder;
        this.mode = mode;
    }

    /** The stream of random numbers of a layer's dropout number {@code which}, for layers that have several. */
    static int stream(int layer, int which) {
        return Math.addExact(layer, Math.multiplyExact(which, STREAMS));
    }

    /** @param mask the shape of what is drawn, to be broadcast to that of {@code x} */
    Value of(Value x, double p, Shape mask, int stream) {
        if (mode != Mode.TRAINING || p == 0) {
            return x;
        }
        if (p == 1) {
            return builder.map(constant(0), x);
        }
        Value uniform = builder.random(mask, stream);
        Scalar kept = Scalar.mul(arg(0), constant(1 / (1 - p)));
        return builder.map(Scalar.select(Comparison.LT, arg(1), constant(p), constant(0), kept), x, uniform);
    }
}
