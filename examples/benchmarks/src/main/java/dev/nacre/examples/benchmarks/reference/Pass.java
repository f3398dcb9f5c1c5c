package dev.nacre.examples.benchmarks.reference;

/** What a layer makes of a sample, and the way back. */
record Pass(double[] output, Backward backward) {

    /** From the outputs' slopes to the inputs'. */
    @FunctionalInterface
    interface Backward {

        /** Takes the slope of the loss by each output, adds to the gradients of the parameters, returns the slope by each input. */
        double[] apply(double[] slope);
    }

    /** Of a layer that learns nowhere in the comparison. */
    static Pass forwardOnly(double[] output) {
        return new Pass(output, slope -> {
            throw new UnsupportedOperationException("only predictions of this layer are compared");
        });
    }
}
