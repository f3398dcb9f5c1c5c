package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.InferenceSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model may be shared by any number of threads that predict. */
class SharedModelTest {

    private static final int SAMPLES = 60;

    /** More of both can be had on the command line: docs/campaigns.md. */
    private static final int THREADS = Integer.getInteger("nacre.test.threads", 4);

    private static final int ROUNDS = (Integer.getInteger("nacre.test.predictions", 1_200) + SAMPLES - 1) / SAMPLES;

    @ParameterizedTest
    @EnumSource(Target.class)
    void threadsThatPredictWithOneModelGetTheBitsOfOneThread(Target target) throws Exception {
        Passes passes = passes(target);
        float[] xs = Floats.signed(SAMPLES * passes.in, 3);
        float[] expected = passes.predictSingly(passes.model.newSession(), xs);
        UnaryOperator<float[]> predict = passes.predictOfModel();
        together(() -> {
            for (int i = 0; i < SAMPLES; i++) {
                float[] y = predict.apply(Floats.rows(xs, passes.in, i, 1));
                Floats.assertSameBits("sample " + i, Floats.rows(expected, passes.out, i, 1), y);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void threadsWithSessionsOfTheirOwnGetTheBitsOfOneThread(Target target) throws Exception {
        Passes passes = passes(target);
        float[] xs = Floats.signed(SAMPLES * passes.in, 5);
        float[] expected = passes.predictSingly(passes.model.newSession(), xs);
        together(() -> {
            InferenceSession session = passes.model.newSession();
            Floats.assertSameBits("batch", expected, passes.predict(session, xs, 0, SAMPLES));
            Floats.assertSameBits("one by one", expected, passes.predictSingly(session, xs));
        });
    }

    @Test
    void whatPredictReturnsIsTheCallersOwn() {
        Passes passes = passes(Target.SCALAR);
        UnaryOperator<float[]> predict = passes.predictOfModel();
        float[] x = Floats.signed(passes.in, 7);
        float[] first = predict.apply(x);
        float[] kept = first.clone();
        float[] second = predict.apply(Floats.signed(passes.in, 9));
        assertTrue(first != second);
        Floats.assertSameBits("first", kept, first);
    }

    /** As the README shows it: a whole set of weights takes the place of another. */
    @Test
    void whoSwapsModelsWhileOthersPredictGivesThemOneSetOfWeightsOrTheOther() throws Exception {
        Passes[] sets = {passes(Target.SCALAR), passes(Target.SCALAR)};
        sets[1].model.parameters().get("0.bias").copyFrom(Floats.signed(100, 11));
        float[] x = Floats.signed(sets[0].in, 3);
        List<String> expected = new ArrayList<>();
        List<UnaryOperator<float[]>> predictions = new ArrayList<>();
        for (Passes set : sets) {
            UnaryOperator<float[]> predict = set.predictOfModel();
            predictions.add(predict);
            expected.add(Arrays.toString(predict.apply(x)));
        }
        AtomicReference<UnaryOperator<float[]>> serving = new AtomicReference<>(predictions.get(0));
        AtomicInteger swaps = new AtomicInteger();
        together(() -> {
            for (int i = 0; i < SAMPLES; i++) {
                if (i % 7 == 0) {
                    serving.set(predictions.get(swaps.incrementAndGet() % 2));
                }
                String y = Arrays.toString(serving.get().apply(x));
                assertTrue(expected.contains(y), y);
            }
        });
    }

    private static final class Compiled {
        static final CompiledModels MODELS = EveryOperation.compiled("Wide");
    }

    private static Passes passes(Target target) {
        return new Passes(Compiled.MODELS, "Wide", target, count -> Floats.moderate(count, count));
    }

    private static void together(Runnable task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                results.add(threads.submit(() -> {
                    start.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        task.run();
                    }
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get(2 + ROUNDS / 20, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
