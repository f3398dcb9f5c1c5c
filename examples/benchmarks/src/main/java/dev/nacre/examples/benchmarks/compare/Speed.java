package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.problem.Cell;
import java.util.Locale;

/** Writes times as the table shows them: of a call for one sample, samples in a second for a batch. */
final class Speed {

    private Speed() {}

    static String of(Cell cell, double seconds) {
        return cell.batch() == 1 ? time(seconds) : rate(cell.batch() / seconds);
    }

    private static String time(double seconds) {
        double nanoseconds = seconds * 1e9;
        return nanoseconds < 1000 ? digits(nanoseconds) + " ns" : digits(nanoseconds / 1000) + " µs";
    }

    private static String rate(double perSecond) {
        return perSecond < 1e6 ? digits(perSecond / 1e3) + " k/s" : digits(perSecond / 1e6) + " M/s";
    }

    /** Three digits that count. */
    static String digits(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
