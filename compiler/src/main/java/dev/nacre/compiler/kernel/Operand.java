package dev.nacre.compiler.kernel;

/** What a step of a plan hands to a kernel: an array and a place in it, or a number that tells equal kernels apart. */
public sealed interface Operand {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R buffer(OfBuffer operand);

        R parameter(OfParameter operand);

        R transposed(OfTransposed operand);

        R gradient(OfGradient operand);

        R stream(OfStream operand);

        R iota(OfIota operand);

        R axisSize(OfAxisSize operand);
    }

    /** A buffer of activations or their gradients. */
    record OfBuffer(Buffer buffer) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.buffer(this);
        }
    }

    /** A parameter, in the model's parameter array. */
    record OfParameter(String name, int offset) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parameter(this);
        }
    }

    /** The transposed copy of a weight that the backward pass reads. */
    record OfTransposed(String name, int offset) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.transposed(this);
        }
    }

    /** A parameter's gradient, in an array of the same layout as the parameters. */
    record OfGradient(String name, int offset) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.gradient(this);
        }
    }

    /**
     * The numbers 0, 1, 2, … in a constant array.
     *
     * @param size how many are read, vectors that reach beyond the last one included
     */
    record OfIota(int size) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.iota(this);
        }
    }

    /** The number of places along an axis, in the same array. */
    record OfAxisSize(int size) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.axisSize(this);
        }
    }

    /** Which random numbers are drawn. */
    record OfStream(int stream) implements Operand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stream(this);
        }
    }
}
