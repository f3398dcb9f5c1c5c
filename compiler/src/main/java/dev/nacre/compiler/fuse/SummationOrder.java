package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;

/** How a product's sums are split into chains of fma: part of the numeric contract, so a function of shapes alone. */
final class SummationOrder {

    /** Below so many terms, folding chains costs more than waiting for one. */
    private static final int FEWEST_TERMS = 32;

    private SummationOrder() {}

    /**
     * Chains for each output. One sample keeps as many fma in flight as there are chains in all lanes; an fma takes four
     * cycles and two start in each, so narrow outputs get more chains.
     */
    static int chains(int in, int out) {
        int vectors = Buffer.padded(out) / Buffer.LANES;
        if (in < FEWEST_TERMS || vectors > 3) {
            return 1;
        }
        return vectors == 1 ? 4 : 2;
    }
}
