package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.timing.Median;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The seconds that a call took each contestant, round by round. */
final class Results {

    private final Map<Cell, Map<Entrant, List<Double>>> seconds = new HashMap<>();
    private final Map<Entrant, String> versions = new EnumMap<>(Entrant.class);

    void add(Cell cell, Entrant entrant, double callSeconds, String version) {
        seconds.computeIfAbsent(cell, c -> new EnumMap<>(Entrant.class))
                .computeIfAbsent(entrant, e -> new ArrayList<>())
                .add(callSeconds);
        versions.put(entrant, version);
    }

    /** Nothing if the contestant did not take part, or failed in every round. */
    Optional<Median> median(Cell cell, Entrant entrant) {
        return Optional.ofNullable(seconds.getOrDefault(cell, Map.of()).get(entrant))
                .map(Median::of);
    }

    /** The time of the fastest other library. */
    Optional<Double> bestPeer(Cell cell) {
        return Stream.of(Entrant.values())
                .filter(entrant -> entrant != Entrant.NACRE)
                .flatMap(entrant -> median(cell, entrant).stream())
                .map(Median::value)
                .min(Double::compare);
    }

    Map<Entrant, String> versions() {
        return versions;
    }
}
