package dev.nacre.examples.benchmarks.paired;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.compare.CheckedWork;
import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Budget;
import dev.nacre.examples.benchmarks.timing.Stopwatch;

/**
 * In a JVM of its own: Nacre and another library do the work of one cell by turns, in windows so short that both meet the same
 * state of the machine.
 */
final class MeasurePair {

    private static final double WINDOW = 0.04;

    private MeasurePair() {}

    public static void main(String[] arguments) {
        Cell cell = Cell.parse(arguments[1]);
        Budget budget = Budget.of(0);
        int pairs = Integer.parseInt(arguments[2]);
        Contestant nacre = Entrant.NACRE.enter(cell.threads());
        Contestant peer = Entrant.parse(arguments[0]).enter(cell.threads());
        try (CheckedWork ours = CheckedWork.of(nacre, cell);
                CheckedWork theirs = CheckedWork.of(peer, cell)) {
            Stopwatch first = new Stopwatch(ours.work());
            Stopwatch second = new Stopwatch(theirs.work());
            second.warmUp(budget);
            first.warmUp(budget);
            // The loop that calls both is compiled anew when it has seen the second one.
            second.warmUp(budget);
            for (int i = 0; i < pairs; i++) {
                ChildJvm.answer(pair(first, second, i % 2 == 0).toString());
            }
            ours.check();
            theirs.check();
        }
        // Some libraries leave threads behind.
        System.exit(0);
    }

    /** Whoever went first goes last in the next pair. */
    private static Pair pair(Stopwatch nacre, Stopwatch peer, boolean nacreFirst) {
        double before = nacreFirst ? nacre.window(WINDOW) : peer.window(WINDOW);
        double after = nacreFirst ? peer.window(WINDOW) : nacre.window(WINDOW);
        return nacreFirst ? new Pair(before, after) : new Pair(after, before);
    }
}
