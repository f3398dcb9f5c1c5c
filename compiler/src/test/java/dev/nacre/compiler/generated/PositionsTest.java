package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.History;
import dev.nacre.runtime.training.Score;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A generated model learns a class for each position of a sample, with the same bits everywhere. */
class PositionsTest {

    private static final int SAMPLES = 70;
    private static final int POSITIONS = 6;
    private static final int NONE = -100;

    @TestFactory
    Stream<DynamicTest> tagsOfWordsAreLearntWithTheSameBits() {
        CompiledModels models =
                CompiledModels.of("model Tagger (words: int[6]) -> (tags: [6,5]) < embedding(20, 8); linear(5) >");
        Model expected = models.create("Tagger", Target.SCALAR, 1);
        fit(expected, 1);
        return Stream.of(Target.values()).flatMap(target -> Stream.of(1, 2)
                .map(threads -> dynamicTest(target + ", threads: " + threads, () -> {
                    Model model = models.create("Tagger", target, 1);
                    History history = fit(model, threads);
                    Score held = history.last().validation().orElseThrow();
                    assertEquals(SAMPLES * POSITIONS - SAMPLES, held.judged());
                    assertEquals(held.judged(), held.correct(), history.toString());
                    assertTrue(held.loss() < 0.5 * history.epochs().get(0).loss(), history.toString());
                    expected.parameters()
                            .forEach(tensor -> Floats.assertSameBits(
                                    tensor.name(),
                                    tensor.toArray(),
                                    model.parameters().get(tensor.name()).toArray()));
                })));
    }

    private static History fit(Model model, int threads) {
        return Trainer.of(model)
                .loss(Losses.crossEntropy(0.05).classWeights(1, 2, 0.5f, 1, 3))
                .optimizer(Optimizers.adam(0.05))
                .batchSize(32)
                .epochs(20)
                .threads(threads)
                .validation(sentences(1))
                .build()
                .fit(sentences(0));
    }

    /** The tag of a word follows from it; one position of each sentence has none. */
    private static Dataset sentences(int shift) {
        int[] words = new int[SAMPLES * POSITIONS];
        int[] tags = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = (i * 7 + i / 9 + shift) % 20;
            tags[i] = i % POSITIONS == i / POSITIONS % POSITIONS ? NONE : words[i] / 4;
        }
        return Dataset.of(words, tags, SAMPLES);
    }
}
