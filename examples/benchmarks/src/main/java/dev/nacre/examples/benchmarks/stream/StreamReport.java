package dev.nacre.examples.benchmarks.stream;

import static java.util.stream.Collectors.joining;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.machine.Environment;
import dev.nacre.examples.benchmarks.timing.Quantiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Compares a step of Nacre's streams with the same step of others, by the ratio of neighbouring windows. */
public final class StreamReport {

    private static final List<String> HEAD =
            List.of("model", "", "ns a step", "best", "of real time", "to Nacre: p10", "median", "p90", "best to best");

    private final Options options;
    private final Map<Streamed, List<Map<Way, Double>>> rounds = new EnumMap<>(Streamed.class);

    private StreamReport(Options options) {
        this.options = options;
    }

    /** Prints the table, and what is needed to read it. */
    public static void run(Options options) {
        Environment before = Environment.observe(options);
        StreamReport report = new StreamReport(options);
        for (int fork = 0; fork < options.forks(); fork++) {
            System.err.printf("round %d of %d%n", fork + 1, options.forks());
            for (Streamed model : Streamed.values()) {
                report.measure(model);
            }
        }
        before.lines().forEach(System.out::println);
        System.out.printf(
                "- %d JVMs, %d rounds of windows of 40 ms in each, by turns, one thread%n%n",
                options.forks(), options.pairs());
        report.print();
    }

    private void measure(Streamed model) {
        List<Map<Way, Double>> measured = new ChildJvm(options, model + "-stream")
                .run(MeasureSteps.class, model, options.pairs()).stream()
                        .map(StreamReport::round)
                        .toList();
        rounds.computeIfAbsent(model, key -> new ArrayList<>()).addAll(measured);
    }

    /** Reads an answer of {@link MeasureSteps}: the seconds of a step. */
    private static Map<Way, Double> round(String answer) {
        Map<Way, Double> seconds = new EnumMap<>(Way.class);
        Iterator<String> numbers = List.of(answer.split(" ", -1)).iterator();
        for (Way way : Way.values()) {
            seconds.put(way, Double.valueOf(numbers.next()));
        }
        return seconds;
    }

    private void print() {
        System.out.println(row(HEAD));
        System.out.println(HEAD.stream().map(title -> "---").collect(joining("|", "|", "|")));
        rounds.forEach((model, measured) -> {
            for (Way way : Way.values()) {
                System.out.println(row(columns(model, way, measured)));
            }
        });
    }

    private static List<String> columns(Streamed model, Way way, List<Map<Way, Double>> measured) {
        Quantiles nacre = quantiles(measured.stream().map(round -> round.get(Way.NACRE)));
        Quantiles own = quantiles(measured.stream().map(round -> round.get(way)));
        Quantiles ratios = quantiles(measured.stream().map(round -> round.get(way) / round.get(Way.NACRE)));
        Stream<String> ratio = Stream.of(ratios.at(0.1), ratios.at(0.5), ratios.at(0.9), own.at(0) / nacre.at(0))
                .map(value -> way == Way.NACRE ? "" : String.format(Locale.ROOT, "%.2f", value));
        Stream<String> times =
                Stream.of(own.at(0.5), own.at(0)).map(value -> String.format(Locale.ROOT, "%.0f", value * 1e9));
        String realTime = model.rate() == 0
                ? ""
                : String.format(Locale.ROOT, "%.3f at %d Hz", own.at(0.5) * model.rate(), model.rate());
        return Stream.of(Stream.of(model.title(), way.title()), times, Stream.of(realTime), ratio)
                .flatMap(columns -> columns)
                .toList();
    }

    private static Quantiles quantiles(Stream<Double> values) {
        return new Quantiles(values.toList());
    }

    private static String row(List<String> columns) {
        return columns.stream().collect(joining(" | ", "| ", " |"));
    }
}
