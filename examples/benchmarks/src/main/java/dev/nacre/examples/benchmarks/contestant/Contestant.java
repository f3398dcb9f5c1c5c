package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Problem;

/** A library that takes part: how it is given the problem's weights, and what of its API is timed. */
public interface Contestant {

    /** Its version, and what else decides about its speed. */
    String version();

    Prediction prediction(Problem problem);

    Training training(Problem problem);
}
