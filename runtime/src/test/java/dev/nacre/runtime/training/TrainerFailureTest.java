package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingListener.Decision;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.loss.ValueLoss;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerFailureTest {

    private final LinearModel model = LinearModel.create(2, 3, 1);
    private final float[] before = model.parameters().values().clone();

    private TrainerBuilder classifier() {
        return Trainer.of(model).loss(Losses.crossEntropy()).optimizer(Optimizers.sgd(0.1));
    }

    private TrainerBuilder regression() {
        return Trainer.of(model).loss(Losses.mse()).optimizer(Optimizers.sgd(0.1));
    }

    private void assertRefused(String message, Executable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
        assertEquals(message, e.getMessage());
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void aTrainerNeedsALossAndAnOptimizer() {
        TrainerBuilder noLoss = Trainer.of(model).optimizer(Optimizers.sgd());
        assertEquals(
                "A trainer needs a loss, such as .loss(Losses.mse())",
                assertThrows(IllegalStateException.class, noLoss::build).getMessage());
        TrainerBuilder noOptimizer = Trainer.of(model).loss(Losses.mse());
        assertEquals(
                "A trainer needs an optimizer, such as .optimizer(Optimizers.adam(1e-3))",
                assertThrows(IllegalStateException.class, noOptimizer::build).getMessage());
    }

    @Test
    void settingsWithoutSenseAreRefused() {
        assertRefused(
                "batch size should be at least 1, got 0", () -> classifier().batchSize(0));
        assertRefused("epochs should be at least 1, got -1", () -> classifier().epochs(-1));
        assertRefused("threads should be at least 1, got 0", () -> classifier().threads(0));
        assertRefused("clipNorm should be positive and finite, got NaN", () -> classifier()
                .clipNorm(Double.NaN));
        assertRefused("crossEntropy: expected one weight for each of 3 classes, got 2", () -> classifier()
                .loss(Losses.crossEntropy().classWeights(1, 2))
                .build());
    }

    @Test
    void datasetsThatDoNotSuitTheModelAreRefused() {
        assertRefused(
                "Linear: expected 2 x 2 = 4 values for x: [2], got 6",
                () -> classifier().build().fit(Dataset.of(new float[6], new int[2])));
        assertRefused(
                "Linear: expected 2 x 3 = 6 values for targets of y: [3], got 4; x: [2] has 4 values, which are 2 samples",
                () -> regression().build().fit(Dataset.of(new float[4], new float[4])));
        assertRefused(
                "Linear: expected rows of 2 values for x: [2], got 5 values",
                () -> regression().build().fit(Dataset.of(new float[5], new float[6])));
        assertRefused(
                "mse: expected values (float[]) as targets, got class indices (int[])",
                () -> regression().build().fit(Dataset.of(new float[4], new int[2])));
        assertRefused(
                "nll: expected class indices (int[]) as targets, got values (float[])",
                () -> classifier().loss(Losses.nll()).build().fit(Dataset.of(new float[4], new float[6])));
    }

    @Test
    void aWrongClassIsRefusedBeforeTheFirstBatch() {
        assertRefused(
                "Linear: expected classes from 0 to 2, or -100 to ignore them, as targets for the loss crossEntropy of y: [3],"
                        + " got 3 in sample 2",
                () -> classifier().batchSize(1).build().fit(Dataset.of(new float[6], new int[] {0, 1, 3})));
    }

    @Test
    void stepsThatDoNotSuitTheModelAreRefused() {
        Trainer trainer = classifier().build();
        assertRefused(
                "Linear: expected at least 2 x 2 = 4 values for x, got 3",
                () -> trainer.step(new float[3], new int[2], 2));
        assertRefused(
                "Linear: expected at least 2 x 1 = 2 values for targets, got 1",
                () -> trainer.step(new float[4], new int[1], 2));
        assertRefused(
                "Linear: expected at least 2 x 3 = 6 values for targets, got 5",
                () -> trainer.step(new float[4], new float[5], 2));
        assertRefused(
                "Linear: expected at least one sample, got n = 0", () -> trainer.step(new float[4], new int[2], 0));
        assertRefused(
                "Linear: expected at least one sample, got n = -1", () -> trainer.step(new float[4], new int[2], -1));
    }

    @Test
    void aLossThatIsNotFiniteStopsBeforeTheUpdate() {
        float[] xs = {1, 1, 2, 1, 1, 1};
        ValueLoss mse = Losses.mse();
        ValueLoss failing = (outputs, targets, gradient, n, width) ->
                targets[0] == 7 ? Double.NaN : mse.evaluate(outputs, targets, gradient, n, width);
        Trainer trainer = regression().loss(failing).batchSize(1).shuffle(false).build();
        assertFails(
                "Linear: the loss is NaN in update 2; parameters are as they were before.",
                () -> trainer.fit(Dataset.of(xs, new float[] {0, 0, 0, 7, 0, 0, 0, 0, 0})));
        LinearModel twin = LinearModel.create(2, 3, 1);
        Trainer.of(twin)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .build()
                .step(xs, new float[3], 1);
        assertArrayEquals(twin.parameters().values(), model.parameters().values());
    }

    @Test
    void dataThatAreNotFiniteAreRefusedBeforeTheFirstBatch() {
        for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
            for (int place = 0; place < 14; place++) {
                float[] xs = new float[14];
                xs[place] = wrong;
                Dataset data = Dataset.of(xs, new int[7]);
                int sample = place / 2;
                String said = "Linear: expected finite values for x: [2], got " + wrong + " in sample ";
                assertRefused(
                        said + sample + " at position " + place % 2,
                        () -> classifier().batchSize(1).build().fit(data));
                assertRefused(
                        said + "0 at position " + place % 2,
                        () -> classifier().build().fit(data.subset(new int[] {sample})));
                assertRefused(
                        said + sample + " at position " + place % 2,
                        () -> classifier().build().step(xs, new int[7], 7));
                assertRefused(
                        said + sample + " at position " + place % 2,
                        () -> classifier().validation(data).build());
                assertRefused(
                        said + sample + " at position " + place % 2,
                        () -> classifier().build().step(PortArrays.of(xs), PortArrays.of(new int[7]), 7));
            }
        }
        classifier().build().step(new float[] {1, 1, Float.NaN}, new int[1], 1);
    }

    @Test
    void targetsThatALossIsNotDefinedForAreRefusedBeforeTheFirstBatch() {
        assertTargetRefused("finite targets for the loss mse", Losses.mse(), Float.NaN);
        assertTargetRefused("targets from 0.0 to 1.0 for the loss bce", Losses.bce(), 1.5f);
        assertTargetRefused("targets from 0.0 to 1.0 for the loss bceWithLogits", Losses.bceWithLogits(), -0.01f);
        assertTargetRefused("targets from 0.0 to 1.0 for the loss crossEntropy", Losses.crossEntropy(), 2);
        assertTargetRefused("finite targets of at least 0.0 for the loss klDiv", Losses.klDiv(), -1);
    }

    private void assertTargetRefused(String expected, Loss loss, float wrong) {
        float[] targets = new float[6];
        targets[4] = wrong;
        String said = "Linear: expected " + expected + " of y: [3], got " + wrong + " in sample 1 at position 1";
        Trainer trainer = regression().loss(loss).build();
        assertRefused(said, () -> trainer.fit(Dataset.of(new float[4], targets)));
        assertRefused(said, () -> trainer.step(new float[4], targets, 2));
        assertRefused(said, () -> trainer.evaluate(Dataset.of(new float[4], targets)));
    }

    @Test
    void lossesOfClassesNeedTwoOfThem() {
        LinearModel one = LinearModel.create(2, 1, 1);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Trainer.of(one)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.sgd(0.1))
                .build());
        assertEquals(
                "crossEntropy: expected outputs for at least 2 classes, got [1], of which every prediction is right; for one"
                        + " output there is bceWithLogits",
                e.getMessage());
    }

    @Test
    void anInterruptEndsAFitAfterTheBatchAndStays() {
        int[] batches = {0};
        ValueLoss mse = Losses.mse();
        ValueLoss counting = (outputs, targets, gradient, n, width) -> {
            if (++batches[0] == 5) {
                Thread.currentThread().interrupt();
            }
            return mse.evaluate(outputs, targets, gradient, n, width);
        };
        Trainer trainer = regression().loss(counting).batchSize(1).epochs(4).build();
        Dataset data = Dataset.of(new float[] {1, 2, 3, 4, 5, 6}, new float[9]);
        History history = trainer.fit(data);
        assertTrue(Thread.interrupted());
        assertTrue(history.interrupted());
        assertEquals(1, history.epochs().size());
        assertEquals(5, batches[0]);
        assertEquals(2, trainer.fit(data).epochs().get(0).number());
        Thread.currentThread().interrupt();
        History none = trainer.fit(data);
        assertTrue(Thread.interrupted());
        assertEquals("interrupted", none.toString());
        assertThrows(IllegalStateException.class, none::last);
        assertThrows(IllegalStateException.class, none::best);
    }

    @Test
    void anInterruptAtTheEndOfTheLastEpochTakesNothingAway() {
        Trainer trainer = regression()
                .listener(epoch -> {
                    Thread.currentThread().interrupt();
                    return Decision.CONTINUE;
                })
                .build();
        History history = trainer.fit(Dataset.of(new float[2], new float[3]));
        assertTrue(Thread.interrupted());
        assertEquals(1, history.epochs().size());
        assertEquals(false, history.interrupted());
    }

    private static void assertFails(String message, Executable call) {
        String actual =
                String.valueOf(assertThrows(IllegalStateException.class, call).getMessage());
        assertTrue(actual.startsWith(message), actual);
    }

    @Test
    void aGradientThatOverflowsStopsBeforeTheUpdate() {
        ValueLoss steep = (outputs, targets, gradient, n, width) -> {
            Arrays.fill(gradient, 0, n * width, 1e20f);
            return 1;
        };
        Trainer trainer = regression().loss(steep).clipNorm(1).build();
        assertFails(
                "Linear: a gradient is infinite or NaN in update 1;",
                () -> trainer.step(new float[] {1e20f, 0}, new float[3], 1));
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void aScheduleThatFailsStopsBeforeTheUpdate() {
        Trainer trainer =
                classifier().schedule(Schedules.factor(t -> Double.NaN)).build();
        assertThrows(IllegalStateException.class, () -> trainer.step(new float[2], new int[1], 1));
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void aListenerThatFailsLeavesAWholeEpochBehind() {
        Dataset data = Dataset.of(new float[] {1, 2, 3, 4}, new int[] {0, 2});
        Trainer failing = classifier()
                .epochs(5)
                .listener(epoch -> {
                    if (epoch.number() == 2) {
                        throw new UnsupportedOperationException("full disk");
                    }
                    return Decision.CONTINUE;
                })
                .build();
        assertThrows(UnsupportedOperationException.class, () -> failing.fit(data));
        LinearModel twin = LinearModel.create(2, 3, 1);
        Trainer.of(twin)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.sgd(0.1))
                .epochs(2)
                .build()
                .fit(data);
        assertArrayEquals(twin.parameters().values(), model.parameters().values());
    }

    @Test
    void oneListenerIsEnoughToStopAndAllAreAsked() {
        List<Integer> heard = new ArrayList<>();
        History history = classifier()
                .epochs(10)
                .listener(epoch -> epoch.number() == 3 ? Decision.STOP : Decision.CONTINUE)
                .listener(epoch -> {
                    heard.add(epoch.number());
                    return Decision.CONTINUE;
                })
                .build()
                .fit(Dataset.of(new float[4], new int[2]));
        assertEquals(3, history.epochs().size());
        assertEquals(List.of(1, 2, 3), heard);
    }
}
