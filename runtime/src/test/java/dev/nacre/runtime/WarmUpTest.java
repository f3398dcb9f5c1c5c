package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.training.TrainingPass;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final long MILLISECOND = 1_000_000;

    /** A model of which a sample takes so many nanoseconds at a time of its own clock, which nothing else moves. */
    private static final class Clocked implements Model {

        private final Model model = LinearModel.create(2, 3, 1);
        private final LongUnaryOperator costOfOne;
        private final LongUnaryOperator costInBatch;
        private final TreeSet<Integer> sizes = new TreeSet<>();
        private long now;

        Clocked(LongUnaryOperator costOfOne, LongUnaryOperator costInBatch) {
            this.costOfOne = costOfOne;
            this.costInBatch = costInBatch;
        }

        /** The milliseconds that its warm-up takes. */
        long warmed() {
            WarmUp.run(this, () -> now);
            return now / MILLISECOND;
        }

        @Override
        public ModelSpec spec() {
            return model.spec();
        }

        @Override
        public Parameters parameters() {
            return model.parameters();
        }

        @Override
        public InferenceSession newSession() {
            return new InferenceSession() {
                @Override
                public void predict(float[] x, float[] y) {
                    assertArrayEquals(new float[2], x);
                    assertEquals(3, y.length);
                    now += costOfOne.applyAsLong(now);
                }

                @Override
                public void predict(float[] xs, float[] ys, int n) {
                    assertTrue(xs.length >= 2 * n && ys.length >= 3 * n);
                    sizes.add(n);
                    now += n * costInBatch.applyAsLong(now);
                }

                @Override
                public void threads(int threads) {
                    throw new UnsupportedOperationException("a warm-up has one thread");
                }
            };
        }

        @Override
        public TrainingPass newTraining() {
            throw new UnsupportedOperationException("a warm-up is no training");
        }

        @Override
        public Model copy() {
            throw new UnsupportedOperationException("a warm-up needs no copy");
        }
    }

    @Test
    void aModelThatIsFastAlreadyIsLeftAloneAfterHalfASecond() {
        long time = new Clocked(now -> 1_000, now -> 500).warmed();
        assertTrue(time >= 400 && time < 700, time + " ms");
    }

    @Test
    void itLastsUntilBatchesAreFastHoweverLateThatIs() {
        long time = new Clocked(now -> 1_000, now -> now < 3_000 * MILLISECOND ? 100_000 : 500).warmed();
        assertTrue(time >= 3_300 && time < 3_700, time + " ms");
    }

    @Test
    void itLastsUntilOneSampleIsFast() {
        long time = new Clocked(now -> now < 350 * MILLISECOND ? 20_000 : 1_000, now -> 500).warmed();
        assertTrue(time >= 700 && time < 1_000, time + " ms");
    }

    @Test
    void aSpeedThatNeverSettlesEndsItAfterFifteenSeconds() {
        long time = new Clocked(now -> 1_000, now -> 4_000).warmed();
        assertTrue(time >= 15_000 && time < 15_100, time + " ms");
    }

    @Test
    void batchesGrowWithTheSpeedAndLeaveEveryRestOfATile() {
        Clocked fast = new Clocked(now -> 1_000, now -> 500);
        fast.warmed();
        assertEquals(128, fast.sizes.last());
        assertEquals(8, fast.sizes.stream().map(n -> n % 8).distinct().count());
        Clocked slow = new Clocked(now -> 50 * MILLISECOND, now -> 50 * MILLISECOND);
        slow.warmed();
        assertEquals(IntStream.rangeClosed(1, 8).boxed().collect(Collectors.toSet()), slow.sizes);
    }

    @Test
    void parametersTheirVersionAndPredictionsStayAsTheyWere() {
        LinearModel model = LinearModel.create(4, 2, 3);
        float[] values = model.parameters().values().clone();
        long version = model.parameters().version();
        float[] x = {1, -2, 3, 0.5f};
        float[] before = predicted(model, x);
        model.warmUp();
        assertTrue(Arrays.equals(values, model.parameters().values()));
        assertEquals(version, model.parameters().version());
        assertArrayEquals(before, predicted(model, x));
    }

    private static float[] predicted(Model model, float[] x) {
        float[] y = new float[2];
        model.newSession().predict(x, y);
        return y;
    }
}
