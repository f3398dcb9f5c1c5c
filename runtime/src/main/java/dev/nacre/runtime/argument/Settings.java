package dev.nacre.runtime.argument;

/** The checks that losses, optimisers, schedules and initialisers make of their settings; NaN passes none of them. */
public final class Settings {

    private Settings() {}

    public static double finite(String name, double value) {
        return check(Double.isFinite(value), name, "finite", value);
    }

    public static double positive(String name, double value) {
        return check(value > 0 && Double.isFinite(value), name, "positive and finite", value);
    }

    public static double notNegative(String name, double value) {
        return check(value >= 0 && Double.isFinite(value), name, "at least 0 and finite", value);
    }

    /** From 0 to below 1. */
    public static double fraction(String name, double value) {
        return check(value >= 0 && value < 1, name, "at least 0 and below 1", value);
    }

    /** From 0 to 1, both included. */
    public static double share(String name, double value) {
        return check(value >= 0 && value <= 1, name, "between 0 and 1", value);
    }

    public static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " should be at least " + least + ", got " + value);
        }
        return value;
    }

    /** The second of two limits. The message is put together for a mistake only: string concatenation is slow to link. */
    public static void ordered(String name, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(name + " should be at least " + low + ", got " + high);
        }
    }

    public static double check(boolean valid, String name, String expected, double value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " should be " + expected + ", got " + value);
        }
        return value;
    }
}
