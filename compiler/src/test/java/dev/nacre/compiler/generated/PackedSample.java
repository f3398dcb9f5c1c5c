package dev.nacre.compiler.generated;

import dev.nacre.runtime.PortArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sample, what comes of it, and gradients of the outputs that are floats.
 *
 * @param outputs written by a prediction
 */
record PackedSample(PortArrays inputs, PortArrays outputs, PortArrays gradients) {

    static PackedSample of(Passes passes, float[] xs, long seed) {
        float[] gradients = Floats.signed(passes.out, seed + 7);
        return new PackedSample(
                passes.inputs.arrays(xs),
                passes.outputs.unfenced(1).arrays(),
                passes.gradientsOfOutputs.arrays(gradients));
    }

    /** Arrays without elements. */
    PackedSample ofNoSamples() {
        return new PackedSample(empty(inputs), empty(outputs), empty(gradients));
    }

    private static PortArrays empty(PortArrays like) {
        Object[] arrays = new Object[like.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = like.isFloat(i) ? new float[0] : new int[0];
        }
        return PortArrays.of(arrays);
    }

    private static Object array(PortArrays arrays, int index) {
        return arrays.isFloat(index) ? arrays.floats(index) : arrays.ints(index);
    }

    /** The arrays that are floats. */
    static PortArrays floats(PortArrays arrays) {
        List<Object> floats = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            if (arrays.isFloat(i)) {
                floats.add(arrays.floats(i));
            }
        }
        return PortArrays.of(floats.toArray());
    }

    /** One behind the other. */
    static PortArrays packed(List<PortArrays> samples) {
        Object[] all = new Object[samples.get(0).size()];
        for (int i = 0; i < all.length; i++) {
            int port = i;
            if (samples.get(0).isFloat(i)) {
                float[] values = new float
                        [samples.stream()
                                .mapToInt(sample -> sample.floats(port).length)
                                .sum()];
                int at = 0;
                for (PortArrays sample : samples) {
                    System.arraycopy(sample.floats(i), 0, values, at, sample.floats(i).length);
                    at += sample.floats(i).length;
                }
                all[i] = values;
            } else {
                all[i] = samples.stream()
                        .flatMapToInt(sample -> Arrays.stream(sample.ints(port)))
                        .toArray();
            }
        }
        return PortArrays.of(all);
    }

    /** As large as those of some samples together, in which every element says whether it was written. */
    static PortArrays untouched(List<PortArrays> samples) {
        PortArrays like = packed(samples);
        Object[] arrays = new Object[like.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = like.isFloat(i) ? Floats.untouched(like.floats(i).length) : new int[like.ints(i).length];
        }
        return PortArrays.of(arrays);
    }

    static void assertSame(String what, PortArrays expected, PortArrays actual) {
        for (int i = 0; i < expected.size(); i++) {
            if (expected.isFloat(i)) {
                Floats.assertSameBits(what + ", array " + i, expected.floats(i), actual.floats(i));
            } else if (!Arrays.equals(expected.ints(i), actual.ints(i))) {
                throw new AssertionError(what + ", array " + i + ": " + Arrays.toString(expected.ints(i)) + " became "
                        + Arrays.toString(actual.ints(i)));
            }
        }
    }

    static Object[] arrays(PortArrays arrays) {
        Object[] all = new Object[arrays.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = array(arrays, i);
        }
        return all;
    }
}
