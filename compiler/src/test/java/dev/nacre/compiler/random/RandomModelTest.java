package dev.nacre.compiler.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.check.KnownLayer;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random models are valid, and there is everything in them that the language has. */
class RandomModelTest {

    /** Enough for everything to occur. */
    private static final int COUNT = Integer.getInteger("nacre.models", 2_000);

    private static final List<RandomModel> MODELS = new ArrayList<>();
    private static final List<Network> NETWORKS = new ArrayList<>();

    @BeforeAll
    static void makeModels() {
        LongStream.range(0, COUNT).mapToObj(RandomModel::of).forEach(MODELS::add);
    }

    @Test
    void theCheckHasNothingToSayAboutAnyOfThem() {
        for (int seed = 0; seed < COUNT; seed++) {
            String text = MODELS.get(seed).text("M" + seed);
            Diagnostics diagnostics = new Diagnostics();
            NnCompiler.check(List.of(new SourceFile("m.nn", "", text)), diagnostics);
            String said = diagnostics.sorted().stream()
                    .map(DiagnosticRenderer::render)
                    .collect(Collectors.joining("\n"));
            assertEquals("", said, "seed " + seed + "\n" + text);
        }
    }

    @Test
    void severalFitIntoOneFile() {
        assertEquals(
                List.of("M0", "M1", "M2", "M3"),
                networks(4).stream().map(Network::name).toList());
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        for (int seed = 0; seed < 100; seed++) {
            assertEquals(MODELS.get(seed).text("M"), RandomModel.of(seed).text("M"));
        }
    }

    @Test
    void theyUseEveryLayerAndEachArgumentWithAnotherValueThanItsDefault() {
        Occurrences occurrences = new Occurrences(KnownLayer.all());
        MODELS.forEach(occurrences::add);
        assertEquals(new TreeSet<>(), occurrences.missing());
    }

    @Test
    void theyUseEveryCombinator() {
        List<String> words = MODELS.stream()
                .flatMap(RandomModel::items)
                .map(Item::word)
                .distinct()
                .toList();
        assertEquals(
                List.of(),
                KnownLayer.combinators().stream()
                        .filter(combinator -> !words.contains(combinator))
                        .toList());
    }

    @Test
    void theyHaveEveryFeature() {
        List<Network> networks = networks(COUNT);
        List<String> missing = new ArrayList<>();
        for (Feature feature : Feature.all()) {
            boolean found = false;
            for (int i = 0; i < COUNT && !found; i++) {
                found = feature.isIn().test(MODELS.get(i), networks.get(i));
            }
            if (!found) {
                missing.add(feature.name());
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void mostAreSmall() {
        List<Integer> layers = networks(COUNT).stream()
                .map(network -> network.layers().size())
                .sorted()
                .toList();
        assertTrue(
                layers.get(COUNT / 2) <= 20, () -> "half of the models have more layers than " + layers.get(COUNT / 2));
    }

    @Test
    void inMostOfThemTheSamplesOfABatchAreOnTheirOwn() {
        long alone = networks(COUNT).stream()
                .filter(network -> network.layers().stream().noneMatch(layer -> layer.operation() instanceof BatchNorm))
                .count();
        assertTrue(alone > COUNT * 3 / 4, () -> alone + " of " + COUNT);
    }

    /** The networks of the first models, which are read from files of many. */
    private static List<Network> networks(int count) {
        if (NETWORKS.size() < count) {
            NETWORKS.clear();
            for (int from = 0; from < count; from += 50) {
                StringBuilder text = new StringBuilder();
                for (int seed = from; seed < Math.min(count, from + 50); seed++) {
                    text.append(MODELS.get(seed).text("M" + seed));
                }
                NETWORKS.addAll(
                        NnCompiler.check(List.of(new SourceFile("m.nn", "", text.toString())), new Diagnostics()));
            }
        }
        return NETWORKS.subList(0, count);
    }
}
