package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Budget;
import dev.nacre.examples.benchmarks.timing.Stopwatch;

/** In a JVM of its own: has one contestant do the work of one cell, compares what comes of it, and times it. */
final class MeasureCell {

    private MeasureCell() {}

    public static void main(String[] arguments) {
        Entrant entrant = Entrant.parse(arguments[0]);
        Cell cell = Cell.parse(arguments[1]);
        Budget budget = Budget.of(Double.parseDouble(arguments[2]));
        Contestant contestant = entrant.enter(cell.threads());
        try (CheckedWork checked = CheckedWork.of(contestant, cell)) {
            double seconds = Stopwatch.seconds(checked.work(), budget);
            checked.check();
            ChildJvm.answer(String.valueOf(seconds));
        }
        ChildJvm.answer(contestant.version());
        // Some libraries leave threads behind.
        System.exit(0);
    }
}
