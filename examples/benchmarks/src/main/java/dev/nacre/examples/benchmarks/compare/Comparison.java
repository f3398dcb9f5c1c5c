package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.machine.Environment;
import dev.nacre.examples.benchmarks.machine.MachineFigures;
import dev.nacre.examples.benchmarks.problem.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures every cell in rounds. In each round the contestants follow each other closely, every one in a fresh JVM, so that
 * a machine that gets faster or slower does so for all of them; and whoever went first goes last in the next round.
 */
public final class Comparison {

    private final Options options;
    private final MachineFigures machine;
    private final Results results = new Results();

    private Comparison(Options options) {
        this.options = options;
        this.machine = new MachineFigures(options);
    }

    /** Prints the table, and what is needed to read it. */
    public static void run(Options options) {
        Environment before = Environment.observe(options);
        Comparison comparison = new Comparison(options);
        for (int round = 0; round < options.forks(); round++) {
            comparison.round(round);
        }
        new ComparisonTable(options, comparison.results, comparison.machine).print(before);
    }

    private void round(int round) {
        System.err.printf("round %d of %d%n", round + 1, options.forks());
        machine.measure();
        for (Cell cell : options.cells()) {
            List<Entrant> order = new ArrayList<>(options.entrants());
            Collections.rotate(order, round);
            for (Entrant entrant : order) {
                if (entrant.takesPartIn(cell)) {
                    measure(cell, entrant);
                }
            }
        }
    }

    /** A contestant that fails leaves a gap in the table, and its reason in the log. */
    private void measure(Cell cell, Entrant entrant) {
        try {
            ChildJvm jvm = new ChildJvm(options, cell + "-" + entrant.title().replace(' ', '-'));
            List<String> answers =
                    jvm.run(MeasureCell.class, entrant, cell, options.budget().measurement());
            double seconds = Double.parseDouble(answers.get(0));
            results.add(cell, entrant, seconds, answers.get(1));
            System.err.printf("%s %s: %s%n", cell, entrant.title(), Speed.of(cell, seconds));
        } catch (IllegalStateException e) {
            System.err.printf("%s %s: failed: %s%n", cell, entrant.title(), e.getMessage());
        }
    }
}
