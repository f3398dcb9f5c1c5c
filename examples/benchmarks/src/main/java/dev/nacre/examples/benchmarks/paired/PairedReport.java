package dev.nacre.examples.benchmarks.paired;

import static java.util.stream.Collectors.joining;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.machine.Environment;
import dev.nacre.examples.benchmarks.machine.MachineFigures;
import dev.nacre.examples.benchmarks.machine.Neighbour;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Compares Nacre with one other library for each cell by the ratio of neighbouring windows. Medians of separate JVMs mix the
 * moods of a machine that others use, too; the quantiles of paired ratios tell them apart.
 */
public final class PairedReport {

    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9};
    private static final List<String> HEAD = List.of(
            "cell",
            "peer",
            "p10",
            "p25",
            "median",
            "p75",
            "p90",
            "best to best",
            "Nacre p90/p10",
            "peer p90/p10",
            "of peak");

    private final Options options;
    private final MachineFigures machine;
    private final Map<Cell, List<Pair>> pairs = new LinkedHashMap<>();

    private PairedReport(Options options) {
        this.options = options;
        this.machine = new MachineFigures(options);
    }

    /** Prints the table, and what is needed to read it. */
    public static void run(Options options) {
        Environment before = Environment.observe(options);
        PairedReport report = new PairedReport(options);
        report.machine.measure();
        try (AutoCloseable neighbour = options.neighbour() ? new Neighbour(options) : () -> {}) {
            for (int fork = 0; fork < options.forks(); fork++) {
                System.err.printf("round %d of %d%n", fork + 1, options.forks());
                options.cells().forEach(report::measure);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        report.print(before);
    }

    /** ONNX Runtime where it can do the work, or else TensorFlow; or the first that was asked for. */
    private Optional<Entrant> peer(Cell cell) {
        return options.entrants().stream()
                .filter(entrant -> entrant != Entrant.NACRE && entrant.takesPartIn(cell))
                .findFirst();
    }

    /** A contestant that fails leaves a gap in the table, and its reason in the log. */
    private void measure(Cell cell) {
        Optional<Entrant> peer = peer(cell);
        if (peer.isEmpty()) {
            return;
        }
        try {
            List<Pair> measured = new ChildJvm(options, cell + "-paired")
                    .run(MeasurePair.class, peer.get(), cell, options.pairs()).stream()
                            .map(Pair::parse)
                            .toList();
            pairs.computeIfAbsent(cell, key -> new ArrayList<>()).addAll(measured);
            Quantiles ratios = new Quantiles(measured.stream().map(Pair::ratio).toList());
            System.err.printf(Locale.ROOT, "%s: median %.2f, p10 %.2f%n", cell, ratios.at(0.5), ratios.at(0.1));
        } catch (IllegalStateException e) {
            System.err.printf("%s: failed: %s%n", cell, e.getMessage());
        }
    }

    private void print(Environment before) {
        before.lines().forEach(System.out::println);
        machine.lines().forEach(System.out::println);
        System.out.printf(
                "- %d JVMs for each cell, %d pairs of windows of 40 ms in each, by turns; above 1 Nacre is faster%n",
                options.forks(), options.pairs());
        if (options.neighbour()) {
            System.out.println("- beside a process for each other core that reads 64 MB again and again");
        }
        System.out.println();
        System.out.println(row(HEAD));
        System.out.println(HEAD.stream().map(title -> "---").collect(joining("|", "|", "|")));
        pairs.forEach((cell, measured) -> System.out.println(row(columns(cell, measured))));
    }

    private List<String> columns(Cell cell, List<Pair> measured) {
        Quantiles ratios = new Quantiles(measured.stream().map(Pair::ratio).toList());
        Quantiles nacre = new Quantiles(measured.stream().map(Pair::nacre).toList());
        Quantiles peer = new Quantiles(measured.stream().map(Pair::peer).toList());
        double peak = cell.operations() / nacre.at(0) * 1e-9 / (machine.peak() * cell.threads());
        Stream<String> name =
                Stream.of(cell.toString(), peer(cell).map(Entrant::title).orElse(""));
        Stream<String> figures = DoubleStream.concat(
                        DoubleStream.of(SHARES).map(ratios::at),
                        DoubleStream.of(
                                peer.at(0) / nacre.at(0), nacre.at(0.9) / nacre.at(0.1), peer.at(0.9) / peer.at(0.1)))
                .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value));
        return Stream.of(name, figures, Stream.of(String.format(Locale.ROOT, "%.0f %%", 100 * peak)))
                .flatMap(columns -> columns)
                .toList();
    }

    private static String row(List<String> columns) {
        return columns.stream().collect(joining(" | ", "| ", " |"));
    }
}
