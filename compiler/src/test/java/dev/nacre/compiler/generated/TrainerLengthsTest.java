package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.DatasetBuilder;
import dev.nacre.runtime.training.Score;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.TrainerBuilder;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Trainers of models whose samples have lengths. */
class TrainerLengthsTest {

    private static final int N = 14;
    private static final int NONE = -100;
    private static final CompiledModels TAGGER = CompiledModels.of(
            "model Tagger (words: int[T <= 9]) -> (tags: [T,5]) < embedding(20, 6); lstm(4, bidirectional = true); linear(5) >");
    private static final CompiledModels OTHERS = CompiledModels.of("""
            model TaggerOf4 (words: int[4]) -> (tags: [4,5]) < embedding(20, 6); lstm(4, bidirectional = true); linear(5) >
            model Pooled (x: [T <= 9,3]) -> (y: [3]) < linear(8); tanh; mean(dim = -2); linear(3) >
            model PooledOf4 (x: [4,3]) -> (y: [3]) < linear(8); tanh; mean(dim = -2); linear(3) >
            model Pair (a: int[S <= 5], b: [T <= 7,2]) -> (score: [1], marks: [T,2]) <
              from a; embedding(9, 2); mean(dim = -2) -> q; from b; linear(2) -> marks; mean(dim = -2); mul(q); linear(1) -> score
            >
            """, Set.of(Target.SCALAR));

    /** Of every length from 1 to the bound, in no order. */
    private final int[] lengths = IntStream.range(0, N).map(i -> 1 + i * 5 % 9).toArray();

    private final int[] words = IntStream.range(0, IntStream.of(lengths).sum())
            .map(i -> (i * 7 + i / 9) % 20)
            .toArray();
    private final int[] tags =
            IntStream.of(words).map(word -> word % 6 == 5 ? NONE : word / 4).toArray();

    private static Model model(String name) {
        return (name.equals("Tagger") ? TAGGER : OTHERS).create(name, Target.SCALAR, 1);
    }

    private static TrainerBuilder trainer(Model model) {
        return Trainer.of(model).optimizer(Optimizers.adam(0.01)).batchSize(4);
    }

    private static TrainerBuilder tagger(Model model) {
        return trainer(model).loss(Losses.crossEntropy());
    }

    private Dataset sentences() {
        return Dataset.builder(N)
                .input("words", words, lengths)
                .target("tags", tags, lengths)
                .build();
    }

    private static int[][] ragged(int[] packed, int[] lengths) {
        int[][] samples = new int[lengths.length][];
        int at = 0;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Arrays.copyOfRange(packed, at, at + lengths[i]);
            at += lengths[i];
        }
        return samples;
    }

    private static int[] packed(int[][] samples, int... which) {
        return IntStream.of(which).flatMap(i -> IntStream.of(samples[i])).toArray();
    }

    @Test
    void samplesOfMixedLengthsAreLearntWithTheSameBitsOnEveryTargetAndForAnyNumberOfThreads() {
        Model expected = model("Tagger");
        tagger(expected).epochs(2).build().fit(sentences());
        for (Target target : Target.values()) {
            for (int threads = 1; threads <= 3; threads++) {
                Model actual = TAGGER.create("Tagger", target, 1);
                tagger(actual).epochs(2).threads(threads).build().fit(sentences());
                assertSameParameters(target + ", threads: " + threads, expected, actual);
            }
        }
    }

    @Test
    void aFitLearnsWhatStepsLearn() {
        Model fitted = model("Tagger");
        Model stepped = model("Tagger");
        int[] order = {13, 2, 8, 5, 0, 1, 7};
        tagger(fitted).shuffle(false).build().fit(sentences().subset(order));
        int[][] sentences = ragged(words, lengths);
        int[][] tagsOfEach = ragged(tags, lengths);
        Trainer trainer = tagger(stepped).build();
        trainer.step(packed(sentences, 13, 2, 8, 5), lengths(13, 2, 8, 5, 1, 1), packed(tagsOfEach, 13, 2, 8, 5, 9), 4);
        PortArrays rest = PortArrays.of(packed(sentences, 0, 1, 7)).withLengths(lengths(0, 1, 7));
        trainer.step(rest, PortArrays.of(packed(tagsOfEach, 0, 1, 7)), 3);
        assertSameParameters("steps", stepped, fitted);
    }

    private int[] lengths(int... which) {
        return IntStream.of(which).map(i -> lengths[i]).toArray();
    }

    @Test
    void anArrayForEachSampleIsLearntFromLikeOneForAll() {
        Model expected = model("Tagger");
        Model actual = model("Tagger");
        tagger(expected).build().fit(sentences());
        tagger(actual).build().fit(Dataset.ofSequences(ragged(words, lengths), ragged(tags, lengths)));
        assertSameParameters("one array each", expected, actual);
    }

    @Test
    void samplesOfOneLengthAreLearntFromLikeByTheModelThatIsWrittenWithIt() {
        int[] fours = new int[N];
        Arrays.fill(fours, 4);
        int[] fourWords = Arrays.copyOf(words, 4 * N);
        int[] fourTags = Arrays.copyOf(tags, 4 * N);
        Model length = model("Tagger");
        Model size = model("TaggerOf4");
        Trainer one = tagger(length).build();
        Trainer other = tagger(size).build();
        for (int step = 0; step < 3; step++) {
            assertEquals(
                    Float.floatToIntBits(other.step(fourWords, fourTags, N)),
                    Float.floatToIntBits(one.step(fourWords, fours, fourTags, N)));
        }
        assertSameParameters("tagger", size, length);
        float[] xs = Floats.distinct(N * 12, 1);
        float[] ys = Floats.distinct(N * 3, 2);
        Model pooled = model("Pooled");
        Model pooledOf4 = model("PooledOf4");
        Trainer written = trainer(pooledOf4).loss(Losses.mse()).build();
        Trainer told = trainer(pooled).loss(Losses.mse()).build();
        for (int step = 0; step < 3; step++) {
            assertEquals(written.step(xs, ys, N), told.step(xs, fours, ys, N));
        }
        assertSameParameters("pooled", pooledOf4, pooled);
        Dataset packed =
                Dataset.builder(N).input("x", xs, fours).target("y", ys).build();
        assertEquals(
                written.evaluate(Dataset.of(xs, ys, N)).loss(),
                told.evaluate(packed).loss());
    }

    @Test
    void theLossIsTheMeanOverAllRowsThatCount() {
        Model model = model("Tagger");
        float[] ys = new float[words.length * 5];
        PortArrays inputs = PortArrays.of(words).withLengths(lengths);
        model.newSession().predict(inputs, PortArrays.of(ys), N);
        double expected = Losses.crossEntropy().evaluate(ys, tags, new float[ys.length], words.length, 5);
        Trainer trainer = tagger(model).validation(sentences()).build();
        Score score = trainer.evaluate(sentences());
        assertEquals(expected, score.loss(), 1e-12);
        assertEquals(IntStream.of(tags).filter(tag -> tag != NONE).count(), score.judged());
        assertEquals((float) expected, trainer.step(inputs, PortArrays.of(tags), N));
    }

    @Test
    void lossesOfOutputsWithAndWithoutLengthAddUp() {
        int n = 3;
        int[] as = {1, 8, 0, 4};
        int[] ofA = {1, 2, 1};
        float[] bs = Floats.distinct(20, 3);
        int[] ofB = {2, 1, 7};
        float[] scores = Floats.distinct(n, 4);
        float[] marks = Floats.distinct(20, 5);
        Model model = model("Pair");
        Model fitted = model("Pair");
        Model twin = model("Pair");
        float loss = pair(model).step(PortArrays.of(as, bs).withLengths(ofA, ofB), PortArrays.of(scores, marks), n);
        pair(fitted)
                .fit(pairs(as, ofA, bs, ofB, scores).target("marks", marks, ofB).build());

        TrainingPass pass = twin.newTraining();
        PortArrays ys = PortArrays.zeros(twin.spec().outputs(), n);
        pass.forward(PortArrays.of(as, bs).withLengths(ofA, ofB), ys, n);
        float[] gradScores = new float[n];
        float[] gradMarks = new float[20];
        double expected = Losses.mse().evaluate(ys.floats(0), scores, gradScores, 1, 3)
                + 0.25 * Losses.l1().evaluate(ys.floats(1), marks, gradMarks, 1, 20);
        for (int i = 0; i < gradMarks.length; i++) {
            gradMarks[i] *= 0.25f;
        }
        pass.backward(PortArrays.of(gradScores, gradMarks), n);
        Optimizers.adam(0.01).start(twin.parameters()).step(pass.gradients(), 0.01);
        assertEquals((float) expected, loss);
        assertSameParameters("step", twin, model);
        assertSameParameters("fit", twin, fitted);
    }

    private static Trainer pair(Model model) {
        return trainer(model)
                .loss("score", Losses.mse())
                .loss("marks", Losses.l1(), 0.25)
                .shuffle(false)
                .build();
    }

    private static DatasetBuilder pairs(int[] as, int[] ofA, float[] bs, int[] ofB, float[] scores) {
        return Dataset.builder(3).input("a", as, ofA).input("b", bs, ofB).target("score", scores);
    }

    @Test
    void batchesOfSimilarLengthAreLearntFromWithTheSameBitsForAnyNumberOfThreads() {
        Model expected = model("Tagger");
        Model actual = model("Tagger");
        Model plain = model("Tagger");
        tagger(expected).epochs(2).bucketByLength(3).build().fit(sentences());
        tagger(actual).epochs(2).bucketByLength(3).threads(2).build().fit(sentences());
        tagger(plain).epochs(2).build().fit(sentences());
        assertSameParameters("threads: 2", expected, actual);
        assertTrue(
                !Arrays.equals(plain.parameters().values(), actual.parameters().values()));
        assertRefused(
                "TaggerOf4: expected an input whose samples have a length for bucketByLength, got [words: int[4]]",
                () -> tagger(model("TaggerOf4")).bucketByLength(2).build());
    }

    @Test
    void stepsWithWrongLengthsAreRefused() {
        Model model = model("Tagger");
        float[] before = model.parameters().values().clone();
        Trainer trainer = tagger(model).build();
        int[] wrong = {3, 10, 1};
        assertRefused(
                "Tagger: expected a length from 1 to 9 for T of words, got 10 for sample 1",
                () -> trainer.step(words, wrong, tags, 3));
        wrong[1] = 0;
        assertRefused(
                "Tagger: expected a length from 1 to 9 for T of words, got 0 for sample 1",
                () -> trainer.step(words, wrong, tags, 3));
        assertRefused(
                "Tagger: expected at least n = 3 lengths for T of words, one for each sample, got 2",
                () -> trainer.step(words, new int[] {1, 2}, tags, 3));
        int[] right = {3, 4, 1};
        assertRefused(
                "Tagger: expected at least 8 x 1 = 8 values for words, as the lengths of 3 samples for T of words ask for,"
                        + " got 6; sample 1 is the first that is not there as a whole",
                () -> trainer.step(new int[6], right, tags, 3));
        assertRefused(
                "Tagger: expected at least 8 x 1 = 8 values for targets, as the lengths of 3 samples for T of words ask for,"
                        + " got 7; sample 2 is the first that is not there as a whole",
                () -> trainer.step(words, right, new int[7], 3));
        assertRefused(
                "Tagger: expected the length of each sample of words: int[T], got none; write step(xs, lengths, targets, n)",
                () -> trainer.step(words, tags, 3));
        assertRefused(
                "Tagger: expected 1 array of lengths, one for each of [words: int[T]], got none; write"
                        + " PortArrays.of(…).withLengths(…)",
                () -> trainer.step(PortArrays.of(words), PortArrays.of(tags), 3));
        assertRefused(
                "Pair: expected 2 arrays of lengths, one for each of [a: int[S], b: [T,2]], got 1; write"
                        + " PortArrays.of(…).withLengths(…)",
                () -> pair(model("Pair"))
                        .step(
                                PortArrays.of(new int[3], new float[6]).withLengths(right),
                                PortArrays.of(new float[3], new float[6]),
                                3));
        Trainer fixed = tagger(model("TaggerOf4")).build();
        assertRefused(
                "TaggerOf4: expected no lengths, because samples of words: int[4] are equally long; write step(xs, targets, n)",
                () -> fixed.step(words, right, tags, 3));
        assertRefused(
                "TaggerOf4: expected no lengths, because no input has samples of different lengths, got 1",
                () -> fixed.step(PortArrays.of(words).withLengths(right), PortArrays.of(tags), 3));
        int[] unknown = tags.clone();
        unknown[4] = 5;
        assertRefused(
                "Tagger: expected classes from 0 to 4, or -100 to ignore them, as targets for the loss crossEntropy of tags:"
                        + " [T,5], got 5 in sample 1 at position 1",
                () -> trainer.step(words, right, unknown, 3));
        Floats.assertSameBits("nothing has changed", before, model.parameters().values());
    }

    @Test
    void datasetsWithWrongLengthsAreRefused() {
        Trainer trainer = tagger(model("Tagger")).build();
        int[][] sentences = ragged(words, lengths);
        int[][] tagsOfEach = ragged(tags, lengths);
        assertRefused(
                "Tagger: expected the length of each sample for the input words: int[T], got none; write"
                        + " Dataset.builder(n).input(\"words\", …, lengths), or give an array for each sample",
                () -> trainer.fit(Dataset.of(words, tags)));
        assertRefused(
                "Tagger: expected the length of each sample for the targets of tags: [T,5], got none; write"
                        + " Dataset.builder(n).target(\"tags\", …, lengths), or give an array for each sample",
                () -> trainer.fit(Dataset.ofSequences(sentences, new int[N])));
        sentences[2] = new int[10];
        assertRefused(
                "Tagger: expected a length from 1 to 9 for T of words, got 10 for sample 2",
                () -> trainer.fit(Dataset.ofSequences(sentences, tagsOfEach)));
        trainer.fit(Dataset.ofSequences(sentences, tagsOfEach).subset(new int[] {3, 0}));
        sentences[2] = new int[0];
        assertRefused(
                "Tagger: expected a length from 1 to 9 for T of words, got 0 for sample 1",
                () -> trainer.fit(Dataset.ofSequences(sentences, tagsOfEach).subset(new int[] {0, 2})));
        sentences[2] = new int[] {0, 20, 1};
        assertRefused(
                "Tagger: expected 3 values for targets of tags: [T,5] in sample 2, as T of words says, got 2",
                () -> trainer.fit(Dataset.ofSequences(sentences, tagsOfEach)));
        assertRefused(
                "Tagger: expected 3 values for targets of tags: [T,5] in sample 0, as T of words says, got 2",
                () -> trainer.fit(Dataset.ofSequences(sentences, tagsOfEach).subset(new int[] {2, 5, 4})));
        tagsOfEach[2] = new int[3];
        assertRefused(
                "Tagger: expected indices from 0 to 19 for words: int[T], got 20 in sample 2 at position 1",
                () -> trainer.fit(Dataset.ofSequences(sentences, tagsOfEach)));
        sentences[2][1] = 19;
        tagsOfEach[2][1] = 5;
        assertRefused(
                "Tagger: expected classes from 0 to 4, or -100 to ignore them, as targets for the loss crossEntropy of tags:"
                        + " [T,5], got 5 in sample 2 at position 1",
                () -> trainer.evaluate(Dataset.ofSequences(sentences, tagsOfEach)));
        Trainer fixed = tagger(model("TaggerOf4")).build();
        assertRefused(
                "TaggerOf4: expected 4 values for words: int[4] in sample 0, got 1",
                () -> fixed.fit(Dataset.ofSequences(sentences, tagsOfEach)));
        assertRefused(
                "TaggerOf4: expected no lengths for words: int[4], because its samples are equally long, got them",
                () -> fixed.fit(sentences()));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void assertSameParameters(String what, Model expected, Model actual) {
        for (Tensor tensor : expected.parameters()) {
            Floats.assertSameBits(
                    what + ": " + tensor.name(),
                    tensor.toArray(),
                    actual.parameters().get(tensor.name()).toArray());
        }
    }
}
