package dev.nacre.runtime;

import jdk.incubator.vector.FloatVector;

/** Asks the incubator module for the widest fast vector; must not be loaded before that module is known to be there. */
final class VectorProbe {

    private VectorProbe() {}

    /** The bits of the vectors that the processor works on best. */
    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
