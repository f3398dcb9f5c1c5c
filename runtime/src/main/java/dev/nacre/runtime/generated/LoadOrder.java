package dev.nacre.runtime.generated;

import java.util.Arrays;
import java.util.Locale;

/** Where generated loops keep the JIT compiler from loading ahead, so that what they add up stays in vector registers. */
public final class LoadOrder {

    /**
     * Whether loops have acquire fences between loads. They are there for the order of loads alone and say nothing to other threads.
     * On x86, which may have no more than 16 vector registers, such a fence is no instruction; on ARM, which has 32, it is one.
     */
    public static final boolean FENCED = isX86(System.getProperty("os.arch", ""));

    private static final float[] ZEROS = new float[64];

    private static final float[] FIRST_LANES = firstOnes(16, 48);

    private LoadOrder() {}

    private static float[] firstOnes(int ones, int size) {
        float[] values = new float[size];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    /**
     * Sixteen ones and zeros behind them: a vector from {@code 16 - n} on has ones in its first {@code n} lanes. Nobody writes to
     * them.
     */
    @SuppressWarnings("ReturnsMutable")
    public static float[] firstLanes() {
        return FIRST_LANES;
    }

    /** 64 zeros to start sums from, by loads that differ from each other. Nobody writes to them. */
    @SuppressWarnings("ReturnsMutable")
    public static float[] zeros() {
        return ZEROS;
    }

    private static boolean isX86(String architecture) {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86", "i386" -> true;
            default -> false;
        };
    }
}
