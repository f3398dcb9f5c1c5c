package dev.nacre.examples.benchmarks.compare;

import static java.util.stream.Collectors.joining;

import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.machine.Environment;
import dev.nacre.examples.benchmarks.machine.MachineFigures;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results in Markdown. */
final class ComparisonTable {

    private final Options options;
    private final Results results;
    private final MachineFigures machine;

    ComparisonTable(Options options, Results results, MachineFigures machine) {
        this.options = options;
        this.results = results;
        this.machine = machine;
    }

    void print(Environment before) {
        before.lines().forEach(System.out::println);
        machine.lines().forEach(System.out::println);
        results.versions().forEach((entrant, version) -> System.out.println("- " + entrant.title() + ": " + version));
        System.out.printf(
                Locale.ROOT,
                "- medians of %d rounds of fresh JVMs (half of their range in brackets), %.1f s each after warm-up%n%n",
                options.forks(),
                options.budget().measurement());
        printCells();
        printThreads();
    }

    private void printCells() {
        List<String> head = new ArrayList<>(List.of("network", "work", "samples", "threads"));
        options.entrants().forEach(entrant -> head.add(entrant.title()));
        head.addAll(List.of("to the best peer", "GFLOP/s", "of peak"));
        System.out.println(row(head));
        System.out.println(head.stream().map(title -> "---").collect(joining("|", "|", "|")));
        options.cells().forEach(cell -> System.out.println(row(columns(cell))));
    }

    private List<String> columns(Cell cell) {
        List<String> columns = new ArrayList<>(List.of(
                cell.network().toString(),
                cell.work().toString(),
                String.valueOf(cell.batch()),
                String.valueOf(cell.threads())));
        options.entrants().forEach(entrant -> columns.add(speed(cell, results.median(cell, entrant))));
        Optional<Double> nacre = results.median(cell, Entrant.NACRE).map(Median::value);
        Optional<Double> gigaflops = nacre.map(seconds -> cell.operations() / seconds * 1e-9);
        columns.add(results.bestPeer(cell)
                .flatMap(best -> nacre.map(seconds -> Speed.digits(best / seconds) + "×"))
                .orElse(""));
        columns.add(gigaflops.map(Speed::digits).orElse(""));
        columns.add(gigaflops
                .map(value -> String.format(Locale.ROOT, "%.0f %%", 100 * value / (machine.peak() * cell.threads())))
                .orElse(""));
        return columns;
    }

    private String speed(Cell cell, Optional<Median> median) {
        return median.map(seconds -> Speed.of(cell, seconds.value())
                        + (options.forks() == 1
                                ? ""
                                : String.format(Locale.ROOT, " (%.0f %%)", 100 * seconds.spread())))
                .orElse("");
    }

    /** What the second thread brings. */
    private void printThreads() {
        List<String> lines = options.cells().stream()
                .filter(cell -> cell.threads() > 1)
                .flatMap(cell -> gain(cell).stream())
                .toList();
        if (!lines.isEmpty()) {
            System.out.printf(
                    "%nNacre beside itself on one thread:%n%n| network | work | samples | threads | gain |%n");
            System.out.println("|---|---|---|---|---|");
            lines.forEach(System.out::println);
        }
    }

    private Optional<String> gain(Cell cell) {
        Optional<Median> one = results.median(cell.onOneThread(), Entrant.NACRE);
        return results.median(cell, Entrant.NACRE)
                .flatMap(several -> one.map(single -> row(List.of(
                        cell.network().toString(),
                        cell.work().toString(),
                        String.valueOf(cell.batch()),
                        String.valueOf(cell.threads()),
                        Speed.digits(single.value() / several.value()) + "×"))));
    }

    private static String row(List<String> columns) {
        return columns.stream().collect(joining(" | ", "| ", " |"));
    }
}
