package dev.nacre.examples.benchmarks.timing;

import java.util.List;

/** The distribution of some measurements. */
public final class Quantiles {

    private final List<Double> sorted;

    /** Of at least one value. */
    public Quantiles(List<Double> values) {
        sorted = values.stream().sorted().toList();
    }

    /**
     * The value that a share of the values lies below, interpolated between neighbours.
     *
     * @param share from 0 to 1
     */
    public double at(double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
