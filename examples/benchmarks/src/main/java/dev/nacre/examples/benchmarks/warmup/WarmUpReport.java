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
    private static final int LONGEST_WARM_UP = 12;

    /** What an application does again and again. */
    private record Call(String network, int batch) {
        @Override
        public String toString() {
            return network + ", " + (batch == 1 ? "one sample" : batch + " samples") + " a call";
        }
    }

    private static final List<Call> CALLS =
            List.of(new Call("C", 1), new Call("C", 256), new Call("E", 32), new Call("T", 1));

    private final Options options;

    private WarmUpReport(Options options) {
        this.options = options;
    }

    public static void run(Options options) {
        Environment before = Environment.observe(options);
        before.lines().forEach(System.out::println);
        System.out.printf("%n| | median | least | most |%n|---|---|---|---|%n");
        WarmUpReport report = new WarmUpReport(options);
        report.starts();
        CALLS.forEach(report::fullSpeed);
        CALLS.stream().skip(1).forEach(report::afterWarmUp);
    }

    /** In turns, so that both see the same machine. */
    private void starts() {
        List<Double> bare = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        for (int i = 0; i < options.forks() * STARTS_PER_FORK; i++) {
            bare.add(sinceStart("bare-jvm", BareJvm.class));
            predicted.add(sinceStart("first-prediction", FirstPrediction.class));
        }
        print("the JVM alone, with the vector module", "ms", bare);
        print("first prediction of A", "ms", predicted);
    }

    private void fullSpeed(Call call) {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < options.forks(); i++) {
            milliseconds.add(sinceStart("full-speed", FullSpeed.class, call.network(), call.batch(), LONGEST_WARM_UP));
        }
        print(call + ": 90 % of its final speed", "ms", milliseconds);
    }

    /** From the start of a JVM to the time of day that it answers with. */
    private double sinceStart(String log, Class<?> main, Object... arguments) {
        long start = System.currentTimeMillis();
        List<String> answers = new ChildJvm(options, log).run(main, arguments);
        return (double) Long.parseLong(answers.get(0)) - start;
    }

    private void afterWarmUp(Call call) {
        List<Double> milliseconds = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < options.forks(); i++) {
            List<String> answers =
                    new ChildJvm(options, "after-warm-up").run(AfterWarmUp.class, call.network(), call.batch());
            milliseconds.add(Double.valueOf(answers.get(0)));
            shares.add(Double.valueOf(answers.get(1)));
        }
        print("`warmUp()` of " + call.network(), "ms", milliseconds);
        print(call + ": right after it, of its final speed", "%", shares);
    }

    private static void print(String what, String unit, List<Double> values) {
        Median median = Median.of(values);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f %s | %.0f %s | %.0f %s |%n",
                what,
                median.value(),
                unit,
                median.least(),
                unit,
                median.most(),
                unit);
    }
}
