package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.machine.Environment;
import dev.nacre.examples.benchmarks.timing.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long an application waits for Nacre, counted from the moment at which its JVM is started. */
public final class WarmUpReport {

    private static final int STARTS_PER_FORK = 5;
    private static final int LONGEST_WARM_UP = 8;

    private final Options options;

    private WarmUpReport(Options options) {
        this.options = options;
    }

    public static void run(Options options) {
        Environment before = Environment.observe(options);
        before.lines().forEach(System.out::println);
        System.out.printf("%n| | median | least | most |%n|---|---|---|---|%n");
        WarmUpReport report = new WarmUpReport(options);
        report.firstPrediction();
        report.fullSpeed(1);
        report.fullSpeed(256);
    }

    private void firstPrediction() {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < options.forks() * STARTS_PER_FORK; i++) {
            long start = System.currentTimeMillis();
            List<String> answers = new ChildJvm(options, "first-prediction").run(FirstPrediction.class);
            milliseconds.add((double) Long.parseLong(answers.get(0)) - start);
        }
        print("first prediction of A", milliseconds);
    }

    private void fullSpeed(int batch) {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < options.forks(); i++) {
            long start = System.currentTimeMillis();
            List<String> answers = new ChildJvm(options, "full-speed").run(FullSpeed.class, batch, LONGEST_WARM_UP);
            milliseconds.add((double) Long.parseLong(answers.get(0)) - start);
        }
        print("C, " + batch + " samples a call, at 90 % of its final speed", milliseconds);
    }

    private static void print(String what, List<Double> milliseconds) {
        Median median = Median.of(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms |%n",
                what,
                median.value(),
                median.least(),
                median.most());
    }
}
