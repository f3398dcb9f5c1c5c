package dev.nacre.examples.benchmarks.timing;

import java.util.List;

/** The middle of some measurements, and how far they lie apart. */
public record Median(double value, double least, double most) {

    /** Of at least one value. */
    public static Median of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double value = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Median(value, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Half the distance between the extremes, relative to the middle. */
    public double spread() {
        return (most - least) / 2 / value;
    }
}
