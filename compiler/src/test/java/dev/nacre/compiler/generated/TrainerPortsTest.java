package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.DatasetBuilder;
import dev.nacre.runtime.training.History;
import dev.nacre.runtime.training.Score;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.TrainerBuilder;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Trainers of models with several inputs and outputs. */
class TrainerPortsTest {

    private static final int N = 24;
    private static final CompiledModels MODELS = ModelFile.PORTS.compiled();

    private final float[] left = Floats.distinct(N * 33, 1);
    private final float[] right = Floats.distinct(N * 5, 2);
    private final float[] scores = Floats.distinct(N, 3);
    private final float[] met = Floats.distinct(N * 17, 4);

    private static Model twoInputs() {
        return MODELS.create("TwoInputs", Target.SCALAR, 1);
    }

    private static TrainerBuilder trainer(Model model) {
        return Trainer.of(model).optimizer(Optimizers.sgd(0.05));
    }

    private static TrainerBuilder both(Model model) {
        return trainer(model).loss("met", Losses.l1(), 0.25).loss("score", Losses.mse());
    }

    private DatasetBuilder inputs() {
        return Dataset.builder(N).input("right", right).input("left", left);
    }

    private Dataset pairs() {
        return inputs().target("met", met).target("score", scores).build();
    }

    @Test
    void lossesOfSeveralOutputsAddUpWithTheirWeights() {
        Model model = twoInputs();
        Model twin = twoInputs();
        PortArrays xs = PortArrays.of(left, right);
        float loss = both(model).build().step(xs, PortArrays.of(scores, met), N);

        TrainingPass pass = twin.newTraining();
        PortArrays ys = PortArrays.zeros(twin.spec().outputs(), N);
        pass.forward(xs, ys, N);
        float[] gradScores = new float[N];
        float[] gradMet = new float[N * 17];
        double expected = Losses.mse().evaluate(ys.floats(0), scores, gradScores, N, 1)
                + 0.25 * Losses.l1().evaluate(ys.floats(1), met, gradMet, N, 17);
        for (int i = 0; i < gradMet.length; i++) {
            gradMet[i] *= 0.25f;
        }
        pass.backward(PortArrays.of(gradScores, gradMet), N);
        Optimizers.sgd(0.05).start(twin.parameters()).step(pass.gradients(), 0.05);
        assertEquals((float) expected, loss);
        assertSameParameters(twin, model);
    }

    @Test
    void anOutputWithoutLossHasNoGradient() {
        Model model = MODELS.create("WideAndNarrow", Target.SCALAR, 1);
        float[] before = model.parameters().get("2.weight").toArray();
        float[] beforeOne = model.parameters().get("3.weight").toArray();
        trainer(model).loss("one", Losses.mse()).build().step(Floats.distinct(N * 130, 5), scores, N);
        assertArrayEquals(before, model.parameters().get("2.weight").toArray());
        assertFalse(Arrays.equals(beforeOne, model.parameters().get("3.weight").toArray()));
    }

    @Test
    void aDatasetIsTheSameInAnyOrderOfNamesAndOneBatchIsOneStep() {
        Model model = twoInputs();
        Model twin = twoInputs();
        both(model).batchSize(N).shuffle(false).build().fit(pairs());
        both(twin).build().step(PortArrays.of(left, right), PortArrays.of(scores, met), N);
        assertSameParameters(twin, model);
    }

    @Test
    void fittingLowersTheLossAndSaysWhatEachOutputContributes() {
        Model model = twoInputs();
        Trainer trainer = both(model).epochs(30).batchSize(7).build();
        double before = trainer.evaluate(pairs()).loss();
        History history = trainer.fit(pairs());
        Score score = trainer.evaluate(pairs());
        assertTrue(score.loss() < 0.8 * before, before + " -> " + score.loss());
        assertEquals(List.of("score", "met"), List.copyOf(score.outputs().keySet()));
        double sum = score.outputs().get("score").loss()
                + 0.25 * score.outputs().get("met").loss();
        assertEquals(sum, score.loss(), 1e-12 * sum);
        assertTrue(history.last()
                .toString()
                .matches("epoch 30/30  loss [-\\de.]+ \\(score [-\\de.]+, met [-\\de.]+\\)  .*"));
    }

    @Test
    void indicesGoInAndOutOfATrainersModelAsTheyAre() {
        Model model = MODELS.create("Indices", Target.SCALAR, 1);
        int[] tokens = PortRows.bits(Floats.distinct(N * 18, 7));
        float[] ys = Floats.distinct(N * 16, 8);
        Dataset data = Dataset.builder(N)
                .input("tokens", tokens)
                .input("x", right)
                .target("y", ys)
                .build();
        Trainer trainer = trainer(model).loss(Losses.mse()).build();
        double before = trainer.evaluate(data).loss();
        trainer.fit(data);
        assertTrue(trainer.evaluate(data).loss() < before);
        assertTrue(trainer.evaluate(data).outputs().isEmpty());
    }

    @Test
    void classesOfOneOutputAndValuesOfAnotherMix() {
        Model model = MODELS.create("WideAndNarrow", Target.SCALAR, 1);
        int[] classes = new int[N];
        for (int i = 0; i < N; i++) {
            classes[i] = i % 5 == 0 ? -100 : i % 4;
        }
        Trainer trainer = trainer(model)
                .loss("four", Losses.crossEntropy())
                .loss("one", Losses.mse(), 0.5)
                .build();
        float[] xs = Floats.distinct(N * 130, 5);
        Dataset data = Dataset.builder(N)
                .input("x", xs)
                .target("four", classes)
                .target("one", scores)
                .build();
        trainer.fit(data);
        assertEquals(N - 5, trainer.evaluate(data).outputs().get("four").judged());
        int[] ignored = new int[N];
        java.util.Arrays.fill(ignored, -100);
        float loss = trainer.step(PortArrays.of(xs), PortArrays.of(scores, ignored), N);
        assertTrue(loss > 0 && Float.isFinite(loss), "only the other loss counts: " + loss);
    }

    @Test
    void lossesThatDoNotSuitTheModelAreRefused() {
        TrainerBuilder builder = trainer(twoInputs());
        assertRefused(
                "TwoInputs: expected the name of an output, one of score, met, got \"scor\"; did you mean \"score\"?",
                () -> builder.loss("scor", Losses.mse()));
        assertRefused(
                "TwoInputs: expected the name of one of the outputs [score: [1], met: [17]] with a loss, got none; write"
                        + " .loss(\"score\", …)",
                () -> builder.loss(Losses.mse()));
        assertRefused(
                "weight of the loss of \"met\" should be at least 0 and finite, got NaN",
                () -> builder.loss("met", Losses.mse(), Double.NaN));
        Model indices = MODELS.create("Indices", Target.SCALAR, 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> trainer(indices).loss("copy", Losses.mse()))
                .getMessage();
        assertTrue(message.contains("copy: int[2,9], of which there are no gradients"), message);
    }

    @Test
    void datasetsThatDoNotSuitTheModelAreRefused() {
        Trainer trainer = both(twoInputs()).build();
        assertRefused(
                "TwoInputs: expected data for the input right: [5], got only left; write Dataset.builder(n).input(\"right\","
                        + " …)",
                () -> trainer.fit(Dataset.builder(N).input("left", left).build()));
        assertRefused(
                "TwoInputs: expected the name of an input, one of left, right, got \"lefd\"; did you mean \"left\"?",
                () -> trainer.fit(Dataset.builder(N).input("lefd", left).build()));
        assertRefused(
                "TwoInputs: expected targets for the output met: [17], which has a loss, got only score; write"
                        + " Dataset.builder(n).target(\"met\", …)",
                () -> trainer.fit(inputs().target("score", scores).build()));
        assertRefused(
                "TwoInputs: expected 24 x 17 = 408 values for targets of met: [17], got 24",
                () -> trainer.fit(
                        inputs().target("score", scores).target("met", scores).build()));
        assertRefused(
                "TwoInputs: expected values (float[]) for left: [33], got indices (int[])",
                () -> trainer.fit(Dataset.builder(N)
                        .input("left", new int[N * 33])
                        .input("right", right)
                        .target("score", scores)
                        .target("met", met)
                        .build()));
        Trainer one = trainer(twoInputs()).loss("score", Losses.mse()).build();
        assertRefused(
                "TwoInputs: expected a loss for the output \"met\", of which there are targets, got none; write"
                        + " .loss(\"met\", …), or leave the targets out",
                () -> one.fit(pairs()));
        assertRefused(
                "TwoInputs: expected data for the input left: [33], got an array without a name; write"
                        + " Dataset.builder(n).input(\"left\", …)",
                () -> one.fit(Dataset.of(left, scores)));
    }

    @Test
    void stepsThatDoNotSuitTheModelAreRefused() {
        Trainer trainer = both(twoInputs()).build();
        PortArrays xs = PortArrays.of(left, right);
        assertRefused(
                "TwoInputs: expected arrays for the inputs [left: [33], right: [5]] and the targets of [score: [1], met: [17]];"
                        + " write step(PortArrays.of(…), PortArrays.of(…), n)",
                () -> trainer.step(left, scores, N));
        assertRefused(
                "TwoInputs: expected 2 arrays of targets, one for each loss, [score: [1], met: [17]], got 1",
                () -> trainer.step(xs, PortArrays.of(scores), N));
        assertRefused(
                "TwoInputs: expected at least 24 x 17 = 408 values for targets of met, got 24",
                () -> trainer.step(xs, PortArrays.of(scores, scores), N));
        assertRefused(
                "TwoInputs: expected a float[] for right: [5], got an int[]",
                () -> trainer.step(PortArrays.of(left, new int[N * 5]), PortArrays.of(scores, met), N));
    }

    @Test
    void datasetsAreCheckedWhileTheyAreBuilt() {
        assertRefused("input \"left\": 7 elements are not rows of 24 samples", () -> inputs().target("met", met)
                .input("left", new float[7]));
        assertRefused("target \"met\" was given twice", () -> inputs().target("met", met)
                .target("met", met));
        assertRefused("A dataset needs an input, such as .input(\"x\", xs)", () -> Dataset.builder(1)
                .build());
        assertRefused("A dataset needs at least one sample, got 0", () -> Dataset.builder(0));
        assertEquals("Dataset of 24 samples with targets of met, score", pairs().toString());
        assertEquals(6, pairs().split(0.75, 1).held().size());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void assertSameParameters(Model expected, Model actual) {
        for (Tensor tensor : expected.parameters()) {
            Floats.assertSameBits(
                    tensor.name(),
                    tensor.toArray(),
                    actual.parameters().get(tensor.name()).toArray());
        }
    }
}
