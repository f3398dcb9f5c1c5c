package dev.nacre.examples.benchmarks.machine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most that a core can multiply and add: chains of {@code fma} that never leave their registers.
 *
 * <p>Twelve chains keep two units of up to six cycles latency busy, and fit into sixteen registers: the sum's own register is
 * the one that C2 has the instruction overwrite, so that nothing is copied. The species is a
 * constant, or it would not compile to plain instructions: a JVM measures one width.
 */
final class FmaPeak implements Runnable {

    /** The system property with the width; 0 for the preferred one. */
    static final String BITS = "benchmarks.vector.bits";

    static final VectorSpecies<Float> SPECIES = species(Integer.getInteger(BITS, 0));

    private static final int CHAINS = 12;
    private static final int STEPS = 10_000;

    private float sink;

    private static VectorSpecies<Float> species(int bits) {
        return bits == 0 ? FloatVector.SPECIES_PREFERRED : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    static double operations() {
        return 2.0 * CHAINS * STEPS * SPECIES.length();
    }

    @Override
    public void run() {
        FloatVector a = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector b = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector c0 = FloatVector.broadcast(SPECIES, sink);
        FloatVector c1 = c0.add(1);
        FloatVector c2 = c0.add(2);
        FloatVector c3 = c0.add(3);
        FloatVector c4 = c0.add(4);
        FloatVector c5 = c0.add(5);
        FloatVector c6 = c0.add(6);
        FloatVector c7 = c0.add(7);
        FloatVector c8 = c0.add(8);
        FloatVector c9 = c0.add(9);
        FloatVector c10 = c0.add(10);
        FloatVector c11 = c0.add(11);
        for (int i = 0; i < STEPS; i++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
            c10 = a.fma(b, c10);
            c11 = a.fma(b, c11);
        }
        FloatVector sum = c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11);
        sink = sum.lane(0) * 0.01f;
    }
}
