package dev.nacre.examples.benchmarks.sweep;

import dev.nacre.examples.benchmarks.Options;

/** x. */
public final class SweepReport {
    private SweepReport() {}

    public static void run(Options options) {
        throw new IllegalArgumentException(options.toString());
    }
}
