package dev.nacre.examples.benchmarks.machine;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.timing.Budget;
import dev.nacre.examples.benchmarks.timing.Stopwatch;
import java.util.Locale;

/** In a JVM of its own: what the processor can do at best, each figure as {@code name value}. */
final class MeasureMachine {

    private static final int L2_KILOBYTES = 512;
    private static final int L3_KILOBYTES = 8 * 1024;

    private MeasureMachine() {}

    public static void main(String[] arguments) {
        Budget budget = Budget.of(Double.parseDouble(arguments[0]));
        int bits = FmaPeak.SPECIES.vectorBitSize();
        answer(MachineFigures.fma(bits), FmaPeak.operations() / Stopwatch.seconds(new FmaPeak(), budget));
        if (Boolean.parseBoolean(arguments[1])) {
            answer(MachineFigures.L2, bandwidth(L2_KILOBYTES, budget));
            answer(MachineFigures.L3, bandwidth(L3_KILOBYTES, budget));
        }
    }

    private static double bandwidth(int kilobytes, Budget budget) {
        ReadBandwidth reading = new ReadBandwidth(kilobytes);
        return reading.bytes() / Stopwatch.seconds(reading, budget);
    }

    private static void answer(String name, double perSecond) {
        ChildJvm.answer(String.format(Locale.ROOT, "%s %.1f", name, perSecond * 1e-9));
    }
}
