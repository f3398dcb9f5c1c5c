package dev.nacre.examples.benchmarks.reference;

/** A layer's work for a sample. */
@FunctionalInterface
interface Step {

    Pass apply(double[] x);
}
