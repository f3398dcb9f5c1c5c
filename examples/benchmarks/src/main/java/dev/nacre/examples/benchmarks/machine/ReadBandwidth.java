package dev.nacre.examples.benchmarks.machine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** How fast a core reads an array again and again from the cache that it fits into. */
final class ReadBandwidth implements Runnable {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] values;
    private float sink;

    /**
     * @param kilobytes of 1,024 bytes
     */
    ReadBandwidth(int kilobytes) {
        values = new float[kilobytes * 1024 / Float.BYTES];
    }

    double bytes() {
        return (double) values.length * Float.BYTES;
    }

    @Override
    public void run() {
        sink += sum(values);
    }

    /** Four sums, and the arrays' lengths are multiples of what one step reads. */
    private static float sum(float[] from) {
        int lanes = SPECIES.length();
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i <= from.length - 4 * lanes; i += 4 * lanes) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, from, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, from, i + lanes));
            s2 = s2.add(FloatVector.fromArray(SPECIES, from, i + 2 * lanes));
            s3 = s3.add(FloatVector.fromArray(SPECIES, from, i + 3 * lanes));
        }
        return s0.add(s1).add(s2).add(s3).lane(0);
    }
}
