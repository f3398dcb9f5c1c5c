package dev.nacre.compiler.kernel;

import dev.nacre.compiler.kernel.Buffer.Home;
import java.util.Set;

/** The kinds of work that steps are part of, and which arrays each has at hand. */
enum Work {
    PREDICTION(Set.of(Home.INPUT, Home.OUTPUT, Home.ARENA), Set.of(Home.OUTPUT, Home.ARENA)),
    FORWARD(Set.of(Home.INPUT, Home.OUTPUT, Home.ARENA, Home.STATISTICS), Set.of(Home.OUTPUT, Home.ARENA)),
    BACKWARD(Set.of(Home.INPUT, Home.OUTPUT_GRADIENT, Home.ARENA, Home.STATISTICS), Set.of(Home.ARENA)),
    /** Parts of it run at the same time, so that no step may read what another writes. */
    ACCUMULATION(Set.of(Home.INPUT, Home.ARENA), Set.of()),
    /** Runs as often as it is asked for. */
    INPUT_GRADIENT(
            Set.of(Home.INPUT, Home.INPUT_GRADIENT, Home.ARENA, Home.STATISTICS),
            Set.of(Home.INPUT_GRADIENT, Home.ARENA)),
    /** What samples share, before the steps of a phase. */
    SHARING(Set.of(Home.STATISTICS), Set.of(Home.STATISTICS)),
    /** Sums over the samples, after the steps of a phase. */
    SUMMING(Set.of(Home.INPUT, Home.ARENA), Set.of(Home.STATISTICS));

    private final Set<Home> read;
    private final Set<Home> written;

    Work(Set<Home> read, Set<Home> written) {
        this.read = read;
        this.written = written;
    }

    boolean reads(Home home) {
        return read.contains(home);
    }

    boolean writes(Home home) {
        return written.contains(home);
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
