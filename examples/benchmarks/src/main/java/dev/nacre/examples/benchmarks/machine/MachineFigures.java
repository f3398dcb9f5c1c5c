package dev.nacre.examples.benchmarks.machine;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import dev.nacre.examples.benchmarks.timing.Median;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the processor can do at best: measured again in every round, as the contestants are. */
public final class MachineFigures {

    static final String L2 = "read from L2, GB/s";
    static final String L3 = "read from L3, GB/s";

    private static final int PREFERRED = 0;

    private final Options options;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    public MachineFigures(Options options) {
        this.options = options;
    }

    static String fma(int bits) {
        return "fma of " + bits + "-bit vectors, GFLOP/s";
    }

    /** Measures the width that Nacre uses, then 256 bits. */
    public void measure() {
        List<String> answers = child(nacreBits());
        answers.forEach(this::add);
        if (answers.stream().noneMatch(answer -> answer.startsWith(fma(256)))) {
            child(256).forEach(this::add);
        }
    }

    private int nacreBits() {
        String simd = options.simd();
        return simd.isEmpty() || simd.equals("off") ? PREFERRED : Integer.parseInt(simd);
    }

    private List<String> child(int bits) {
        return new ChildJvm(options, "machine-" + bits)
                .property(FmaPeak.BITS, String.valueOf(bits))
                .run(MeasureMachine.class, options.budget().measurement(), bits == nacreBits());
    }

    private void add(String answer) {
        int space = answer.lastIndexOf(' ');
        figures.computeIfAbsent(answer.substring(0, space), name -> new ArrayList<>())
                .add(Double.parseDouble(answer.substring(space + 1)));
    }

    /** The peak of one core for vectors of the width that Nacre uses, in GFLOP/s. */
    public double peak() {
        return Median.of(figures.values().iterator().next()).value();
    }

    /** A line for each figure. */
    public List<String> lines() {
        return figures.entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "- %s: %.0f",
                        figure.getKey(),
                        Median.of(figure.getValue()).value()))
                .toList();
    }
}
