package dev.nacre.compiler.kernel;

import dev.nacre.compiler.kernel.Buffer.Home;

/** The kinds of work that steps are part of, and which arrays each has at hand. */
enum Work {
    PREDICTION,
    FORWARD,
    BACKWARD,
    /** Parts of it run at the same time, so that no step may read what another writes. */
    ACCUMULATION,
    /** Runs as often as it is asked for. */
    INPUT_GRADIENT,
    /** What samples share, before the steps of a phase. */
    SHARING,
    /** Sums over the samples, after the steps of a phase. */
    SUMMING,
    /** A step of a stream. */
    STEP;

    boolean reads(Home home) {
        return switch (home) {
            case INPUT -> this != SHARING;
            case ARENA -> this != SHARING;
            case STATE, RECENT -> this == STEP;
            case STATISTICS -> this == SHARING || this == FORWARD || this == BACKWARD || this == INPUT_GRADIENT;
            case OUTPUT_GRADIENT -> this == BACKWARD;
            case OUTPUT, INPUT_GRADIENT -> writes(home);
        };
    }

    boolean writes(Home home) {
        return switch (home) {
            case INPUT, OUTPUT_GRADIENT -> false;
            case STATE, RECENT -> this == STEP;
            case OUTPUT -> this == PREDICTION || this == FORWARD || this == STEP;
            case INPUT_GRADIENT -> this == INPUT_GRADIENT;
            case ARENA ->
                this == PREDICTION || this == STEP || this == FORWARD || this == BACKWARD || this == INPUT_GRADIENT;
            case STATISTICS -> this == SHARING || this == SUMMING;
        };
    }

    boolean readsParameters() {
        return this != ACCUMULATION && this != SUMMING;
    }

    /** Copies are made before the passes that may read them. */
    boolean readsTransposed() {
        return this == BACKWARD || this == INPUT_GRADIENT;
    }

    boolean drawsRandomNumbers() {
        return this == FORWARD;
    }
}
