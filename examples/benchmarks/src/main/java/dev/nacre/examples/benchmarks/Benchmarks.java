package dev.nacre.examples.benchmarks;

import dev.nacre.examples.benchmarks.compare.Comparison;
import dev.nacre.examples.benchmarks.paired.PairedReport;
import dev.nacre.examples.benchmarks.stream.StreamReport;
import dev.nacre.examples.benchmarks.sweep.SweepReport;
import dev.nacre.examples.benchmarks.warmup.WarmUpReport;
import java.util.List;

/** Measures Nacre beside other libraries; prints Markdown to the standard output, and progress to the standard error. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        switch (options.mode()) {
            case "paired" -> PairedReport.run(options);
            case "warmup" -> WarmUpReport.run(options);
            case "streams" -> StreamReport.run(options);
            case "sweep" -> SweepReport.run(options);
            default -> Comparison.run(options);
        }
    }
}
