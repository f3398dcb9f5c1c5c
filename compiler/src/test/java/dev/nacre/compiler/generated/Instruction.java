package dev.nacre.compiler.generated;

/**
 * An instruction of x86-64, as far as it takes to tell what a loop does.
 *
 * @param start the offset of its first byte
 * @param end the offset behind its last byte
 * @param target where a jump or call goes to whose place is part of it, otherwise {@code end}
 * @param onStack whether it has an operand in memory, at a place relative to {@code rsp}
 */
record Instruction(Kind kind, int start, int end, int target, boolean onStack) {

    /** What an instruction does, as far as loops of vectors are concerned. */
    enum Kind {
        CALL,
        JUMP,
        /** A sum and a product, of one float or double or of a vector. */
        FMA,
        /** Any other of AVX, and the few on integers that are written as those are. */
        VECTOR,
        OTHER
    }

    /** Whether it reads a vector from the method's frame or writes one there. */
    boolean spills() {
        return onStack && (kind == Kind.FMA || kind == Kind.VECTOR);
    }

    /** Whether it jumps to what comes before it, or to itself. */
    boolean loops() {
        return kind == Kind.JUMP && target <= start;
    }
}
