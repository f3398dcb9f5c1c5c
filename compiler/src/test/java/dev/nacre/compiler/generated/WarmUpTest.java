package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.training.TrainingPass;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Warming a model up is seen in nothing but its speed. */
class WarmUpTest {

    private static final int SAMPLES = 21;

    private static final CompiledModels MODELS = EveryOperation.compiled("Dropouts");

    private final Passes passes = new Passes(MODELS, "Dropouts", Target.SCALAR, count -> Floats.moderate(count, count));
    private final float[] xs = Floats.signed(SAMPLES * passes.in, 3);

    @Test
    void sessionsTheModelAndItsParametersAreWhatTheyWere() {
        InferenceSession session = passes.model.newSession();
        UnaryOperator<float[]> predict = passes.predictOfModel();
        float[] expected = passes.predict(session, xs, 0, SAMPLES);
        float[] x = Floats.rows(xs, passes.in, 0, 1);
        float[] one = predict.apply(x);
        float[] values = passes.model.parameters().values().clone();
        long version = passes.model.parameters().version();
        passes.model.warmUp();
        Floats.assertSameBits("parameters", values, passes.model.parameters().values());
        assertEquals(version, passes.model.parameters().version());
        Floats.assertSameBits("session", expected, passes.predict(session, xs, 0, SAMPLES));
        Floats.assertSameBits("model", one, predict.apply(x));
    }

    @Test
    void aTrainingKeepsItsPlaceAmongTheStepsOfDropout() {
        float[] undisturbed = outputsOfTwoSteps(() -> {});
        Floats.assertSameBits("outputs", undisturbed, outputsOfTwoSteps(passes.model::warmUp));
    }

    private float[] outputsOfTwoSteps(Runnable between) {
        TrainingPass training = passes.model.newTraining();
        training.seed(Passes.SEED);
        float[] ys = new float[SAMPLES * passes.out];
        training.forward(xs, ys, SAMPLES);
        between.run();
        training.forward(xs, ys, SAMPLES);
        return ys;
    }

    @Test
    void othersPredictMeanwhile() throws Exception {
        InferenceSession session = passes.model.newSession();
        float[] expected = passes.predict(session, xs, 0, SAMPLES);
        CompletableFuture<Void> warmUp = CompletableFuture.runAsync(passes.model::warmUp);
        do {
            Floats.assertSameBits("meanwhile", expected, passes.predict(session, xs, 0, SAMPLES));
        } while (!warmUp.isDone());
        warmUp.get(1, TimeUnit.MINUTES);
    }
}
