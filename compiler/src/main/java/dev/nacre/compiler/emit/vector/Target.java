package dev.nacre.compiler.emit.vector;

/** A kind of machine to emit loops for: the vector's width in floats, and how many vectors a loop may keep in registers. */
public enum Target {
    /** 512-bit vectors, 32 registers. */
    S512(16, 32),
    /** 256-bit vectors, 16 registers. */
    S256(8, 16),
    /** 128-bit vectors, 16 registers. */
    S128(4, 16),
    /** Plain {@code float} arithmetic; needs no incubator module. */
    SCALAR(1, 16);

    private final int lanes;
    private final int registers;

    Target(int lanes, int registers) {
        this.lanes = lanes;
        this.registers = registers;
    }

    /** Floats in a vector. */
    public int lanes() {
        return lanes;
    }

    /** Vectors that fit into registers. */
    public int registers() {
        return registers;
    }
}
