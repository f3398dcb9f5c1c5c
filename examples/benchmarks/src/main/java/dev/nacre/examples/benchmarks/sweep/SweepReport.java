package dev.nacre.examples.benchmarks.sweep;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.machine.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for cliffs: shapes that are slow beside the next larger one whose sizes are full tiles. */
public final class SweepReport {

    private static final List<Integer> BATCHES = List.of(1, 2, 8, 31, 64, 1000);
    private static final int WORST = 30;

    private final Options options;
    private final List<SweptShape> swept = new ArrayList<>();

    private SweepReport(Options options) {
        this.options = options;
    }

    public static void run(Options options) {
        Environment.observe(options).lines().forEach(System.out::println);
        SweepReport report = new SweepReport(options);
        BATCHES.forEach(report::sweep);
        report.print("the most time beside the larger neighbour", Comparator.comparing(SweptShape::timeRatio));
        report.print(
                "the most time for a multiply-add beside the larger neighbour",
                Comparator.comparing(SweptShape::operationRatio));
    }

    private void sweep(int batch) {
        System.err.println("batches of " + batch);
        Map<Shape, Double> seconds = new HashMap<>();
        Path directory = Path.of("target", "benchmarks", "sweep-" + batch);
        ChildJvm jvm = new ChildJvm(options, "sweep-" + batch);
        for (String answer :
                jvm.run(MeasureShapes.class, batch, options.budget().measurement(), directory)) {
            String[] parts = answer.split(" ", -1);
            Shape shape = new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            seconds.put(shape, Double.parseDouble(parts[2]));
        }
        for (Shape shape : Shape.all()) {
            swept.add(new SweptShape(shape, batch, seconds.get(shape), seconds.get(shape.neighbour())));
        }
    }

    private void print(String title, Comparator<SweptShape> order) {
        System.out.printf("%nThe %d shapes that take %s:%n%n", WORST, title);
        System.out.println(
                "| shape | samples | time | ns for a multiply-add | neighbour | time to its | multiply-add to its |");
        System.out.println("|---|---|---|---|---|---|---|");
        swept.stream().sorted(order.reversed()).limit(WORST).forEach(shape -> System.out.println(row(shape)));
    }

    private static String row(SweptShape swept) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3g µs | %.4f | %s | %.2f | %.2f |",
                swept.shape(),
                swept.batch(),
                swept.seconds() * 1e6,
                swept.nanosecondsPerMultiplyAdd(),
                swept.shape().neighbour(),
                swept.timeRatio(),
                swept.operationRatio());
    }
}
