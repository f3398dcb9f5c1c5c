package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedules;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final int SAMPLES = 50;

    /** Three clusters in the plane, one for each class. */
    private static Dataset clusters(long seed) {
        Random random = new Random(seed);
        float[] xs = new float[SAMPLES * 2];
        int[] classes = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            classes[i] = i % 3;
            xs[2 * i] = (float) (random.nextGaussian() * 0.3 + (classes[i] == 1 ? 2 : 0));
            xs[2 * i + 1] = (float) (random.nextGaussian() * 0.3 + (classes[i] == 2 ? 2 : 0));
        }
        return Dataset.of(xs, classes);
    }

    private static TrainerBuilder classifier(Model model) {
        return Trainer.of(model)
                .loss(Losses.crossEntropy())
                .optimizer(Optimizers.adam(0.05))
                .batchSize(8)
                .seed(7);
    }

    @Test
    void aLineIsFoundFromItsPoints() {
        float[] xs = new float[60];
        float[] targets = new float[20];
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            for (int k = 0; k < 3; k++) {
                xs[3 * i + k] = (float) random.nextGaussian();
            }
            targets[i] = 2 * xs[3 * i] - xs[3 * i + 1] + 0.5f * xs[3 * i + 2] + 4;
        }
        LinearModel model = LinearModel.create(3, 1, 1);
        Trainer trainer = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1).momentum(0.9))
                .batchSize(7)
                .epochs(200)
                .build();
        History history = trainer.fit(Dataset.of(xs, targets));
        assertArrayEquals(
                new float[] {2, -1, 0.5f}, model.parameters().get("0.weight").toArray(), 1e-4f);
        assertEquals(4, model.parameters().get("0.bias").get(0), 1e-4);
        assertEquals(200, history.epochs().size());
        assertTrue(history.last().loss() < 1e-6, history.last().toString());
        assertTrue(history.last().accuracy().isEmpty(), "there are no right and wrong values");
    }

    @Test
    void classesAreToldApart() {
        Trainer trainer = classifier(LinearModel.create(2, 3, 1))
                .epochs(30)
                .validation(clusters(2))
                .build();
        History history = trainer.fit(clusters(1));
        assertTrue(history.last().accuracy().orElseThrow() > 0.95, history.toString());
        Score held = history.last().validation().orElseThrow();
        assertEquals(held, trainer.evaluate(clusters(2)));
        assertEquals(SAMPLES, held.judged());
        assertTrue(held.accuracy().orElseThrow() > 0.95, history.toString());
        assertTrue(history.last().samplesPerSecond() > 0);
        assertEquals(0.05, history.last().learningRate());
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        float[] first = fitted(7, 4).values();
        assertArrayEquals(first, fitted(7, 4).values());
        assertFalse(Arrays.equals(first, fitted(8, 4).values()));
    }

    @Test
    void fittingTwiceGoesOnWhereTheFirstFitStopped() {
        LinearModel model = LinearModel.create(2, 3, 1);
        Trainer trainer =
                classifier(model).schedule(Schedules.exponential(0.8)).epochs(2).build();
        trainer.fit(clusters(1));
        History second = trainer.fit(clusters(1));
        assertArrayEquals(fitted(7, 4).values(), model.parameters().values());
        assertEquals(List.of(3, 4), second.epochs().stream().map(Epoch::number).toList());
    }

    private static Parameters fitted(long seed, int epochs) {
        LinearModel model = LinearModel.create(2, 3, 1);
        classifier(model)
                .schedule(Schedules.exponential(0.8))
                .seed(seed)
                .epochs(epochs)
                .build()
                .fit(clusters(1));
        return model.parameters();
    }

    @Test
    void aStepIsAFitWithOneBatch() {
        float[] xs = {1, 2, 3, 4, -1, 0.5f};
        float[] targets = {0.5f, -0.5f, 1};
        LinearModel stepped = LinearModel.create(2, 1, 5);
        LinearModel fitted = LinearModel.create(2, 1, 5);
        Trainer online = regression(stepped).build();
        Trainer whole = regression(fitted).shuffle(false).epochs(3).build();
        History history = whole.fit(Dataset.of(xs, targets));
        for (int step = 0; step < 3; step++) {
            float loss = online.step(xs, targets, 3);
            assertEquals((float) history.epochs().get(step).loss(), loss);
        }
        assertArrayEquals(fitted.parameters().values(), stepped.parameters().values());
    }

    private static TrainerBuilder regression(Model model) {
        return Trainer.of(model).loss(Losses.mse()).optimizer(Optimizers.rmsprop());
    }

    @Test
    void everyUpdateChangesTheVersion() {
        LinearModel model = LinearModel.create(2, 1, 5);
        Trainer trainer = regression(model).build();
        long before = model.parameters().version();
        trainer.step(new float[2], new float[1], 1);
        long between = model.parameters().version();
        trainer.step(new float[2], new float[1], 1);
        assertNotEquals(before, between);
        assertNotEquals(between, model.parameters().version());
    }

    @Test
    void theMeanOfAnEpochCountsIgnoredTargetsNowhere() {
        float[] xs = {1, 0, 0, 1, 1, 1, 2, 1, 0, 0};
        int[] classes = {0, -100, 2, -100, -100};
        LinearModel model = LinearModel.create(2, 3, 5);
        Trainer trainer = Trainer.of(model)
                .loss(Losses.crossEntropy().classWeights(1, 1, 5))
                .optimizer(Optimizers.sgd(0))
                .batchSize(2)
                .shuffle(false)
                .build();
        Score score = trainer.fit(Dataset.of(xs, classes)).last().training();
        float whole = trainer.step(xs, classes, 5);
        assertEquals(whole, score.loss(), 1e-6);
        assertEquals(2, score.judged());
    }

    @Test
    void aBatchOfIgnoredTargetsChangesNothing() {
        LinearModel model = LinearModel.create(2, 3, 5);
        float[] before = model.parameters().values().clone();
        float loss = classifier(model).build().step(new float[] {1, 2, 3, 4}, new int[] {-100, -100}, 2);
        assertTrue(Float.isNaN(loss));
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void clippedGradientsMoveTheParametersByTheNormAtMost() {
        for (Layout layout : List.of(Layout.panels(3, 2), Layout.paddedRows(3, 2))) {
            LinearModel model = LinearModel.create(2, 3, 5, layout);
            float[] before = logical(model);
            Trainer.of(model)
                    .loss(Losses.mse())
                    .optimizer(Optimizers.sgd(1))
                    .clipNorm(0.25)
                    .build()
                    .step(new float[] {100, -50}, new float[] {1, 2, 3}, 1);
            float[] after = logical(model);
            double sum = 0;
            for (int i = 0; i < before.length; i++) {
                sum += Math.pow(after[i] - before[i], 2);
            }
            assertEquals(0.25, Math.sqrt(sum), 1e-5);
        }
    }

    @Test
    void resultsDoNotDependOnTheLayoutOfParameters() {
        LinearModel panels = LinearModel.create(2, 3, 5, Layout.panels(3, 2));
        LinearModel rows = LinearModel.create(2, 3, 5, Layout.paddedRows(3, 2));
        for (LinearModel model : List.of(panels, rows)) {
            classifier(model).clipNorm(0.1).epochs(3).build().fit(clusters(1));
        }
        assertArrayEquals(logical(panels), logical(rows));
    }

    private static float[] logical(LinearModel model) {
        float[] weight = model.parameters().get("0.weight").toArray();
        float[] bias = model.parameters().get("0.bias").toArray();
        float[] result = Arrays.copyOf(weight, weight.length + bias.length);
        System.arraycopy(bias, 0, result, weight.length, bias.length);
        return result;
    }

    @Test
    void smallGradientsAreNotClipped() {
        LinearModel free = LinearModel.create(2, 1, 5);
        LinearModel clipped = LinearModel.create(2, 1, 5);
        regression(free).build().step(new float[] {1, 2}, new float[] {1}, 1);
        regression(clipped).clipNorm(1e6).build().step(new float[] {1, 2}, new float[] {1}, 1);
        assertArrayEquals(free.parameters().values(), clipped.parameters().values());
    }

    @Test
    void schedulesSetTheRateOfEpochsAndOfBatches() {
        Trainer epochs = classifier(LinearModel.create(2, 3, 1))
                .schedule(Schedules.step(1, 0.1))
                .epochs(3)
                .build();
        assertArrayEquals(new double[] {0.05, 0.005, 0.0005}, rates(epochs), 1e-12);
        // 50 samples in batches of 8 are 7 batches.
        Trainer batches = classifier(LinearModel.create(2, 3, 1))
                .schedule(Schedules.step(1, 0.1).perBatch())
                .epochs(2)
                .build();
        assertArrayEquals(new double[] {0.05e-6, 0.05e-13}, rates(batches), 1e-16);
    }

    private static double[] rates(Trainer trainer) {
        return trainer.fit(clusters(1)).epochs().stream()
                .mapToDouble(Epoch::learningRate)
                .toArray();
    }

    @Test
    void aStepAllocatesNothing() {
        LinearModel model = LinearModel.create(2, 3, 1);
        float[] xs = new float[16];
        int[] classes = {0, 1, 2, 0, 1, 2, 0, 1};
        float[] values = new float[24];
        for (Optimizer optimizer : List.of(
                Optimizers.sgd(0.01).momentum(0.9), Optimizers.adam(), Optimizers.rmsprop(), Optimizers.adagrad())) {
            Trainer trainer = Trainer.of(model)
                    .loss(Losses.crossEntropy(0.1))
                    .optimizer(optimizer)
                    .schedule(Schedules.cosine(100).perBatch())
                    .clipNorm(1)
                    .build();
            assertEquals(
                    0,
                    allocated(() -> {
                        trainer.step(xs, classes, 8);
                        trainer.step(xs, values, 8);
                    }),
                    optimizer.toString());
        }
    }

    /**
     * The bytes that 100 calls allocate: the least of several rounds. A call that allocates does so in every round; the
     * JVM charges a thread now and then for work of its own (a constant resolved, compiled code given up).
     */
    private static long allocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                call.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
