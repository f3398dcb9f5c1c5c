package dev.nacre.runtime;

/** The vector widths that kernels are generated for, widest first. Results have the same bits on all of them. */
public enum SimdTarget {
    /** 512-bit vectors, 16 floats. */
    S512(512),
    /** 256-bit vectors, 8 floats. */
    S256(256),
    /** 128-bit vectors, 4 floats. */
    S128(128),
    /** Plain loops: no vector module needed. Every model has them. */
    SCALAR(32);

    private final int bits;

    SimdTarget(int bits) {
        this.bits = bits;
    }

    /** The width of a vector; of one float for {@link #SCALAR}. */
    int bits() {
        return bits;
    }

    /**
     * Chooses the kernels of a model: the widest available that are not wider than the processor's preferred vectors.
     * {@link #SCALAR} is the answer when there are none, when the module {@code jdk.incubator.vector} is missing, or when
     * the processor has no fused multiply-add; it counts as available even if it is not listed.
     *
     * <p>The system property {@code nacre.simd}, {@code 512}, {@code 256}, {@code 128} or {@code off}, overrides the
     * processor's preference; it is read at each call. What keeps a model from its best kernels is logged, and never an
     * error.
     *
     * @param model the generated class, whose module must read the vector module
     * @param available the targets that it was generated for
     */
    public static SimdTarget choose(Class<?> model, SimdTarget... available) {
        return new SimdChoice(model, available).choose();
    }
}
