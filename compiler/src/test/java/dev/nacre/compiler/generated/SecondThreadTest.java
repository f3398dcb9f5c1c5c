package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.training.TrainingPass;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two threads with one session or one training get right results or an exception, never wrong numbers. */
class SecondThreadTest {

    private static final int SAMPLES = 60;
    /** Enough for the compilers of the JVM to have done their work. */
    private static final int ROUNDS = 1000;

    private static final int CLASHES = 20;
    /** On a busy machine the threads may go on for long without meeting. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** One has a scratch space that is never handed on, the other's is. */
    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of("""
                model Small (x: [3]) -> (y: [1]) < linear(16); relu; linear(1) >
                model Large (x: [33]) -> (y: [2]) < linear(100); silu; linear(200); sigmoid; linear(2) >
                model Normalised (x: [33]) -> (y: [100]) < linear(100); batchnorm1d >
                """);
    }

    private static Passes passes(String name) {
        return new Passes(Compiled.MODELS, name, Target.SCALAR, count -> Floats.moderate(count, count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Small", "Large"})
    void batchesOfOneSession(String name) throws Exception {
        Passes passes = passes(name);
        InferenceSession session = passes.model.newSession();
        assertClashes(passes, xs -> passes.predict(session, xs, 0, SAMPLES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Small", "Large"})
    void samplesOfOneSession(String name) throws Exception {
        Passes passes = passes(name);
        InferenceSession session = passes.model.newSession();
        // The marks of single samples may be missed, so that there may be no clash.
        together(passes, 0, xs -> passes.predictSingly(session, xs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Small", "Large"})
    void passesOfOneTraining(String name) throws Exception {
        Passes passes = passes(name);
        TrainingPass training = passes.model.newTraining();
        float[] gradient = Floats.signed(SAMPLES * passes.out, 5);
        assertClashes(passes, xs -> {
            float[] ys = new float[SAMPLES * passes.out];
            float[] slopes = new float[SAMPLES * (passes.in + passes.out)];
            float[] inputGradient = new float[SAMPLES * passes.in];
            training.forward(xs, ys, SAMPLES);
            training.backward(gradient, SAMPLES);
            training.inputGradient(inputGradient);
            System.arraycopy(ys, 0, slopes, 0, ys.length);
            System.arraycopy(inputGradient, 0, slopes, ys.length, inputGradient.length);
            return slopes;
        });
    }

    /** Each thread has a training of its own, but the running statistics are the model's. */
    @Test
    void trainingsOfOneModelWithBatchNormalisation() throws Exception {
        Passes passes = passes("Normalised");
        ThreadLocal<TrainingPass> trainings = ThreadLocal.withInitial(passes.model::newTraining);
        assertClashes(passes, xs -> {
            float[] ys = new float[SAMPLES * passes.out];
            trainings.get().forward(xs, ys, SAMPLES);
            return ys;
        });
    }

    private static void assertClashes(Passes passes, Work work) throws Exception {
        assertTrue(together(passes, 1, work) > 0, "no thread was refused");
    }

    @FunctionalInterface
    private interface Work {
        float[] run(float[] xs);
    }

    /**
     * Two threads work on samples of their own, and compare; the number of refusals.
     *
     * @param wanted of refusals, for which they go on for longer
     */
    private static int together(Passes passes, int wanted, Work work) throws Exception {
        List<float[]> samples = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            samples.add(Floats.signed(SAMPLES * passes.in, 3 + t));
            expected.add(work.run(samples.get(t)));
        }
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            AtomicInteger clashes = new AtomicInteger();
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                float[] xs = samples.get(t);
                float[] ys = expected.get(t);
                Callable<AtomicInteger> one = () -> {
                    start.await();
                    return hammer(work, xs, ys, wanted, clashes);
                };
                done.add(threads.submit(one));
            }
            for (Future<?> thread : done) {
                thread.get(2, TimeUnit.MINUTES);
            }
            return clashes.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static AtomicInteger hammer(Work work, float[] xs, float[] expected, int wanted, AtomicInteger clashes) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int round = 0;
                clashes.get() < CLASHES && (round < ROUNDS || (clashes.get() < wanted && System.nanoTime() < end));
                round++) {
            try {
                Floats.assertSameBits("round " + round, expected, work.run(xs));
            } catch (IllegalStateException refused) {
                assertTrue(
                        refused.getMessage().matches(".*thread \".*thread \".*(newSession|newTraining|copy)\\(\\)"),
                        refused.getMessage());
                clashes.incrementAndGet();
            }
        }
        return clashes;
    }
}
