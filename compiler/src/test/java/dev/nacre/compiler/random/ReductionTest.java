package dev.nacre.compiler.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is left of random models is little, and still has what was looked for. */
class ReductionTest {

    private static final Duration BUDGET = Duration.ofMinutes(5);

    private static Network network(RandomModel model) {
        return NnCompiler.check(List.of(new SourceFile("m.nn", "", model.text("M"))), new Diagnostics())
                .get(0);
    }

    private static RandomModel first(Predicate<RandomModel> has) {
        return LongStream.range(0, 20_000)
                .mapToObj(RandomModel::of)
                .filter(has)
                .findFirst()
                .orElseThrow();
    }

    private static List<Layer> layers(RandomModel model) {
        return network(model).layers();
    }

    @Test
    void aLayerIsLeftAlone() {
        Predicate<RandomModel> has = model -> layers(model).stream()
                .anyMatch(layer -> layer.operation() instanceof Recurrence recurrence && recurrence.bidirectional());
        Predicate<RandomModel> large = model -> layers(model).size() > 12
                && network(model).inputs().stream()
                        .noneMatch(port -> port.shape().hasLength());
        RandomModel smallest = Reduction.smallest(first(has.and(large)), has, BUDGET);
        assertTrue(
                smallest.text("M").matches("model M \\(\\w+: \\[1,? ?1]\\) < \\w+\\(1, bidirectional = true\\) >\n"),
                smallest.text("M"));
    }

    @Test
    void twoLayersThatReadOneValueAreLeftInOneJoin() {
        Predicate<RandomModel> has = model -> {
            Set<List<Integer>> read = new HashSet<>();
            return layers(model).stream()
                    .filter(layer -> layer.operation() instanceof Convolution)
                    .filter(layer ->
                            ((Convolution) layer.operation()).axes().get(0).size() > 1)
                    .anyMatch(layer -> !read.add(layer.inputs()));
        };
        RandomModel smallest =
                Reduction.smallest(first(has.and(model -> layers(model).size() > 12)), has, BUDGET);
        assertEquals(3, layers(smallest).size(), smallest.text("M"));
        assertEquals(1, smallest.inputs().size(), smallest.text("M"));
    }

    @Test
    void allThatIsNeededForAnOutputStays() {
        Predicate<RandomModel> has = model -> network(model).outputs().size() > 1
                && layers(model).stream().anyMatch(layer -> layer.operation() instanceof Operation.Concat);
        RandomModel smallest =
                Reduction.smallest(first(has.and(model -> layers(model).size() > 12)), has, BUDGET);
        assertEquals(2, network(smallest).outputs().size(), smallest.text("M"));
        assertEquals(1, layers(smallest).size(), smallest.text("M"));
    }

    @Test
    void aModelWithoutAnySimplificationThatFailsStaysAsItIs() {
        RandomModel model = RandomModel.of(1);
        assertEquals(model, Reduction.smallest(model, other -> false, BUDGET));
    }

    @Test
    void eachSimplificationIsLess() {
        for (int seed = 0; seed < 8; seed++) {
            RandomModel model = RandomModel.of(seed);
            int before = 0;
            for (RandomModel smaller : model.smaller()) {
                assertTrue(smaller.size() < model.size(), () -> model.text("M") + smaller.text("M"));
                assertTrue(before <= smaller.size(), "the most drastic comes first");
                before = smaller.size();
            }
        }
    }
}
