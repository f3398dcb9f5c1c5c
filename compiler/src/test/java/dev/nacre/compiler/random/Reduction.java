package dev.nacre.compiler.random;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the smallest model that still fails, as delta debugging does. */
public final class Reduction {

    private final Predicate<RandomModel> stillFails;
    private final long end;
    private final Set<String> seen = new HashSet<>();

    private Reduction(Predicate<RandomModel> stillFails, Duration budget) {
        this.stillFails = stillFails;
        this.end = System.nanoTime() + budget.toNanos();
    }

    /**
     * A model of which no simplification fails, or what the time was enough for. Only models without mistakes are asked
     * about, each once.
     */
    public static RandomModel smallest(RandomModel failing, Predicate<RandomModel> stillFails, Duration budget) {
        Reduction reduction = new Reduction(stillFails, budget);
        RandomModel smallest = failing;
        for (Optional<RandomModel> next = Optional.of(failing); next.isPresent(); next = reduction.next(smallest)) {
            smallest = next.get();
        }
        return smallest;
    }

    private Optional<RandomModel> next(RandomModel model) {
        for (RandomModel candidate : model.smaller()) {
            if (System.nanoTime() > end) {
                return Optional.empty();
            }
            Optional<RandomModel> failing = Optional.of(candidate)
                    .filter(other -> seen.add(other.text("M")))
                    .flatMap(Types::valid)
                    .filter(other -> other.equals(candidate) || seen.add(other.text("M")))
                    .filter(other -> other.size() < model.size())
                    .filter(stillFails);
            if (failing.isPresent()) {
                return failing;
            }
        }
        return Optional.empty();
    }
}
