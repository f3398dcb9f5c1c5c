package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.random.CounterRandom;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedules;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The bits of a trained model stand in a file, and every target, number of threads and JDK reproduces them. */
class DigestTest {

    private static final String ADVICE =
            "the bits of training have changed. If the numeric contract is meant to change, write the new digest into"
                    + " src/test/resources/digest/training.sha256; users' results change with it";

    private static final int SAMPLES = 160;
    private static final int BATCH = 32;
    /** Of five batches each, so that there are 100 steps. */
    private static final int EPOCHS = 20;

    private static final int IN = 19;
    private static final int CLASSES = 5;

    @TestFactory
    Stream<DynamicTest> aHundredStepsOfTrainingGiveTheRecordedBits() {
        CompiledModels models = CompiledModels.of(EveryOperation.resource("digest/training.nn"));
        String expected = EveryOperation.resource("digest/training.sha256").strip();
        return Stream.of(Target.values()).flatMap(target -> Stream.of(1, 2)
                .map(threads -> dynamicTest(
                        target + ", threads: " + threads,
                        () -> assertEquals(expected, digest(models.create("Learner", target, 42), threads), ADVICE))));
    }

    private static String digest(Model model, int threads) throws NoSuchAlgorithmException {
        float[] xs = inputs();
        Trainer.of(model)
                .loss(Losses.crossEntropy(0.1))
                .optimizer(Optimizers.adam(1e-2))
                .schedule(Schedules.cosine(EPOCHS))
                .clipNorm(1)
                .batchSize(BATCH)
                .epochs(EPOCHS)
                .seed(7)
                .threads(threads)
                .build()
                .fit(Dataset.of(xs, classes(xs)));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Tensor parameter : model.parameters()) {
            update(digest, parameter.toArray());
        }
        float[] ys = new float[SAMPLES * CLASSES];
        model.newSession().predict(xs, ys, SAMPLES);
        update(digest, ys);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static float[] inputs() {
        float[] xs = new float[SAMPLES * IN];
        CounterRandom.uniform(xs, 0, 0, xs.length, CounterRandom.key(3, 0, 0, 0));
        for (int i = 0; i < xs.length; i++) {
            xs[i] = xs[i] * 4 - 2;
        }
        return xs;
    }

    /** The place of the largest of the first elements. */
    private static int[] classes(float[] xs) {
        int[] classes = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int c = 1; c < CLASSES; c++) {
                classes[i] = xs[i * IN + c] > xs[i * IN + classes[i]] ? c : classes[i];
            }
        }
        return classes;
    }

    private static void update(MessageDigest digest, float[] values) {
        for (float value : values) {
            int bits = Float.floatToIntBits(value);
            digest.update(new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
        }
    }
}
