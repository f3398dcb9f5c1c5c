package dev.nacre.runtime.simd;

import jdk.incubator.vector.VectorShape;

/** Asks the incubator module for the widest fast vector; must not be loaded before that module is known to be there. */
public final class VectorProbe {

    private VectorProbe() {}

    /** The bits of the vectors that the processor works on best; of their shape, for no vector class is loaded for it. */
    public static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
