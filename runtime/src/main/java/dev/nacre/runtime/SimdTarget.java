package dev.nacre.runtime;

/** The vector widths that models are generated for. */
public enum SimdTarget {
    /** 512-bit vectors, 16 floats. */
    S512,
    /** 256-bit vectors, 8 floats. */
    S256,
    /** 128-bit vectors, 4 floats. */
    S128,
    /** No vectors; runs without the incubator module. */
    SCALAR;

    public static SimdTarget choose(Class<?> model, SimdTarget... available) {
        return SCALAR;
    }
}
