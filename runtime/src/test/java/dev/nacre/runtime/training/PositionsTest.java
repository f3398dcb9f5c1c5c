package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Shape;
import dev.nacre.runtime.training.loss.ClassLoss;
import dev.nacre.runtime.training.loss.Correctness;
import dev.nacre.runtime.training.loss.CrossEntropy;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Training by a class for each position of a sample. */
class PositionsTest {

    private static final int SAMPLES = 5;
    private static final int IN = 3;
    private static final int POSITIONS = 6;
    private static final int CLASSES = 4;
    private static final float[] WEIGHTS = {1, 0.5f, 3, 2};

    private final float[] xs = inputs();
    private final int[] classes = classes();

    private static float[] inputs() {
        Random random = new Random(5);
        float[] xs = new float[SAMPLES * IN];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = (float) random.nextGaussian();
        }
        return xs;
    }

    /** Of the first sample's positions one counts, of the others' most. */
    private static int[] classes() {
        int[] classes = new Random(6).ints(SAMPLES * POSITIONS, 0, CLASSES).toArray();
        Arrays.fill(classes, 0, POSITIONS - 1, -100);
        classes[13] = -100;
        return classes;
    }

    private static LinearModel model(int... axes) {
        return LinearModel.create(IN, Shape.of(axes), 7);
    }

    private static TrainerBuilder trainer(LinearModel model) {
        return Trainer.of(model)
                .loss(Losses.crossEntropy(0.1).classWeights(WEIGHTS))
                .optimizer(Optimizers.sgd(1))
                .shuffle(false);
    }

    private Dataset data() {
        return Dataset.of(xs, classes, SAMPLES);
    }

    @Test
    void aStepGoesDownTheSlopeOfTheMeanOverAllPositionsThatCount() {
        for (int[] axes : List.of(new int[] {POSITIONS, CLASSES}, new int[] {2, 3, CLASSES})) {
            LinearModel model = model(axes);
            float[] values = model.parameters().values();
            double[] expected = new double[values.length];
            float h = 1e-2f;
            for (int i = 0; i < values.length; i++) {
                float before = values[i];
                values[i] = before + h;
                double above = definition(model);
                values[i] = before - h;
                double below = definition(model);
                values[i] = before;
                expected[i] = (above - below) / (2 * h);
            }
            float[] before = values.clone();
            assertEquals(definition(model), trainer(model).build().step(xs, classes, SAMPLES), 1e-6);
            for (int i = 0; i < values.length; i++) {
                assertEquals(expected[i], before[i] - values[i], 2e-4, "parameter " + i);
            }
        }
    }

    /** The loss by its formula, position by position. */
    private double definition(LinearModel model) {
        float[] ys = new float[SAMPLES * POSITIONS * CLASSES];
        model.newSession().predict(xs, ys, SAMPLES);
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] != -100) {
                for (int c = 0; c < CLASSES; c++) {
                    double target = 0.1 / CLASSES + (c == classes[row] ? 0.9 : 0);
                    sum -= WEIGHTS[c] * target * logProbability(ys, row, c);
                }
                weight += WEIGHTS[classes[row]];
            }
        }
        return sum / weight;
    }

    private static double logProbability(float[] ys, int row, int index) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            sum += Math.exp(ys[row * CLASSES + c]);
        }
        return ys[row * CLASSES + index] - Math.log(sum);
    }

    @Test
    void scoresCountPositionsAndDoNotDependOnBatches() {
        LinearModel model = model(POSITIONS, CLASSES);
        Score whole = trainer(model).batchSize(SAMPLES).build().evaluate(data());
        Score single = trainer(model).batchSize(1).build().evaluate(data());
        assertEquals(definition(model), whole.loss(), 1e-6);
        assertEquals(whole.loss(), single.loss(), 1e-9);
        assertEquals(SAMPLES * POSITIONS - POSITIONS, whole.judged());
        assertEquals(right(model), whole.correct());
        assertEquals(right(model), single.correct());
    }

    private int right(LinearModel model) {
        float[] ys = new float[SAMPLES * POSITIONS * CLASSES];
        model.newSession().predict(xs, ys, SAMPLES);
        int right = 0;
        for (int row = 0; row < classes.length; row++) {
            int best = row * CLASSES;
            for (int i = best; i < (row + 1) * CLASSES; i++) {
                best = ys[i] > ys[best] ? i : best;
            }
            right += best - row * CLASSES == classes[row] ? 1 : 0;
        }
        return right;
    }

    @Test
    void aFitLearnsWhatStepsLearn() {
        LinearModel fitted = model(POSITIONS, CLASSES);
        LinearModel stepped = model(POSITIONS, CLASSES);
        trainer(fitted).batchSize(2).build().fit(data().subset(new int[] {4, 0, 2}));
        Trainer trainer = trainer(stepped).build();
        trainer.step(rows(xs, IN, 4, 0), rows(classes, 4, 0), 2);
        trainer.step(rows(xs, IN, 2), rows(classes, 2), 1);
        assertArrayEquals(stepped.parameters().values(), fitted.parameters().values());
    }

    private static float[] rows(float[] values, int width, int... samples) {
        float[] rows = new float[samples.length * width];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(values, samples[i] * width, rows, i * width, width);
        }
        return rows;
    }

    private static int[] rows(int[] values, int... samples) {
        int[] rows = new int[samples.length * POSITIONS];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(values, samples[i] * POSITIONS, rows, i * POSITIONS, POSITIONS);
        }
        return rows;
    }

    @Test
    void onePositionIsASample() {
        LinearModel position = model(1, CLASSES);
        LinearModel sample = model(CLASSES);
        int[] single = {0, 3, -100, 2, 1};
        trainer(position).epochs(3).build().fit(Dataset.of(xs, single));
        trainer(sample).epochs(3).build().fit(Dataset.of(xs, single));
        assertArrayEquals(sample.parameters().values(), position.parameters().values());
    }

    @Test
    void probabilitiesOfPositionsAreLearntFromLikeTheirClasses() {
        int[] whole = new Random(6).ints(SAMPLES * POSITIONS, 0, CLASSES).toArray();
        float[] certain = new float[SAMPLES * POSITIONS * CLASSES];
        for (int row = 0; row < whole.length; row++) {
            certain[row * CLASSES + whole[row]] = 1;
        }
        LinearModel byClasses = model(POSITIONS, CLASSES);
        LinearModel byValues = model(POSITIONS, CLASSES);
        TrainerBuilder classTrainer = trainer(byClasses).loss(Losses.crossEntropy());
        TrainerBuilder valueTrainer = trainer(byValues).loss(Losses.crossEntropy());
        classTrainer.build().fit(Dataset.of(xs, whole, SAMPLES));
        History history = valueTrainer.build().fit(Dataset.of(xs, certain, SAMPLES));
        assertArrayEquals(byClasses.parameters().values(), byValues.parameters().values());
        assertEquals(SAMPLES * POSITIONS, history.last().training().judged());
    }

    @Test
    void whereNoPositionCountsNothingIsLearnt() {
        int[] none = new int[SAMPLES * POSITIONS];
        Arrays.fill(none, -100);
        LinearModel model = model(POSITIONS, CLASSES);
        Trainer trainer = trainer(model)
                .optimizer(Optimizers.adam(0.1))
                .batchSize(2)
                .epochs(1)
                .build();
        trainer.step(xs, classes, SAMPLES);
        float[] before = model.parameters().values().clone();
        assertTrue(Float.isNaN(trainer.step(xs, none, SAMPLES)));
        assertArrayEquals(before, model.parameters().values(), "moments of the step before move nothing");
        System.arraycopy(classes, 0, none, 0, POSITIONS);
        Score score = trainer.fit(Dataset.of(xs, none, SAMPLES)).last().training();
        assertEquals(1, score.judged(), "one position of the first sample counts");
        assertTrue(Double.isFinite(score.loss()));
    }

    @Test
    void wrongClassesAreNamedBySampleAndPosition() {
        LinearModel model = model(POSITIONS, CLASSES);
        float[] before = model.parameters().values().clone();
        classes[3 * POSITIONS + 2] = 4;
        String message = "Linear: expected classes from 0 to 3, or -100 to ignore them, as targets for the loss"
                + " crossEntropy of y: [6,4], got 4 in sample 3 at position 2";
        Trainer trainer = trainer(model).batchSize(1).build();
        assertRefused(message, () -> trainer.fit(data()));
        assertRefused(message, () -> trainer.step(xs, classes, SAMPLES));
        assertRefused(message, () -> trainer.step(PortArrays.of(xs), PortArrays.of(classes), SAMPLES));
        assertRefused(message, () -> trainer.evaluate(data()));
        assertRefused(message.replace("sample 3", "sample 1"), () -> trainer.fit(data().subset(new int[] {4, 3})));
        classes[3 * POSITIONS + 2] = -1;
        assertRefused(message.replace("got 4", "got -1"), () -> trainer.fit(data()));
        Trainer ignoring = trainer(model).loss(Losses.nll().ignoreIndex(-1)).build();
        classes[0] = 2;
        assertRefused(
                "Linear: expected classes from 0 to 3, or -1 to ignore them, as targets for the loss nll of y: [6,4], got"
                        + " -100 in sample 0 at position 1",
                () -> ignoring.fit(data()));
        assertArrayEquals(before, model.parameters().values());
    }

    @Test
    void targetsOfAnotherNumberAreRefused() {
        Trainer trainer = trainer(model(POSITIONS, CLASSES)).build();
        assertRefused(
                "Linear: expected at least 5 x 6 = 30 values for targets, got 29",
                () -> trainer.step(xs, new int[29], SAMPLES));
        assertRefused(
                "Linear: expected at least 5 x 6 = 30 values for targets of y, got 5",
                () -> trainer.step(PortArrays.of(xs), PortArrays.of(new int[SAMPLES]), SAMPLES));
        assertRefused(
                "Linear: expected 5 x 6 = 30 values for targets of y: [6,4], got 5; a sample has a class for each of 6"
                        + " positions of y: [6,4], and Dataset.of(inputs, classes, n) says how many samples there are",
                () -> trainer.fit(Dataset.of(xs, new int[SAMPLES])));
        assertRefused(
                "Linear: expected 5 x 6 = 30 values for targets of y: [6,4], got 35",
                () -> trainer.fit(Dataset.of(xs, new int[35], SAMPLES)));
        assertRefused("15 inputs and 29 targets are not rows of 5 samples", () -> Dataset.of(xs, new int[29], 5));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aDatasetKnowsTheClassesOfItsSamples() {
        Dataset part = data().subset(new int[] {3, 1});
        assertArrayEquals(rows(classes, 1), part.classIndices(1));
        assertArrayEquals(
                new int[] {9}, Dataset.of(xs, new int[] {7, 8, 9, 6, 5}).classIndices(2));
        for (Executable single : List.<Executable>of(() -> part.classIndex(0), () -> part.stratifiedSplit(0.5, 1))) {
            assertEquals(
                    "The samples of this dataset have 6 classes each, not one; there are classIndices, and split, which"
                            + " does not look at classes",
                    assertThrows(IllegalStateException.class, single).getMessage());
        }
        assertEquals(2, data().split(0.4, 1).train().size());
    }

    @Test
    void aLossOfOnesOwnIsGivenRowsOfTheLastAxis() {
        int[] seen = new int[2];
        CrossEntropy inner = Losses.crossEntropy();
        ClassLoss own = new ClassLoss() {
            @Override
            public double evaluate(float[] outputs, int[] targets, float[] gradient, int rows, int width) {
                seen[0] = rows;
                seen[1] = width;
                return inner.evaluate(outputs, targets, gradient, rows, width);
            }

            @Override
            public double weight(int[] targets, int rows, int width) {
                return inner.weight(targets, rows, width);
            }

            @Override
            public Correctness correctness(float[] outputs, int[] targets, int row, int width) {
                return inner.correctness(outputs, targets, row, width);
            }

            @Override
            public String toString() {
                return "own";
            }
        };
        Trainer trainer = trainer(model(POSITIONS, CLASSES)).loss(own).build();
        trainer.step(xs, new int[SAMPLES * POSITIONS], SAMPLES);
        assertArrayEquals(new int[] {SAMPLES * POSITIONS, CLASSES}, seen);
        assertRefused(
                "Linear: expected classes from 0 to 3 as targets for the loss own of y: [6,4], got -100 in sample 0 at"
                        + " position 0",
                () -> trainer.step(xs, classes, SAMPLES));
    }
}
