package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.TrainingPass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The numeric contract: a sample's results have the same bits in every target, in any batch, and on any number of threads. A class
 * for each file of networks, so that JVMs share them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BitsTest {

    private static final int SAMPLES = 200;
    /** Batches that threads share: less than one sample for each, and several blocks for each. */
    private static final int[] SHARED = {2, SAMPLES};

    private static final int[] BATCHES = {1, 2, 5, 6, 11, 12, 13, 64, 97, SAMPLES};
    /** More than go through a network together. */
    private static final int TRAINED = 103;
    /** The same in batches around the sizes of tiles. */
    private static final int[] PARTS = {1, 2, 5, 6, 11, 12, 13, 53};
    /** Those of a network that cannot learn from one sample. */
    private static final int[] SEVERAL = {3, 5, 6, 11, 12, 13, 53};

    private final ModelFile file;
    private final Map<String, Passes> loaded = new HashMap<>();
    private final Map<String, Map<String, float[]>> references = new HashMap<>();

    BitsTest(ModelFile file) {
        this.file = file;
    }

    final ModelFile file() {
        return file;
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsInEveryTargetAndBatch() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            float[] xs = Floats.signed(SAMPLES * passes.in, 17);
            checkPredictions(passes, passes.model.newSession(), xs, predicted(network, "signed", xs));
        });
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsOnAnyNumberOfThreads() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            float[] xs = Floats.signed(SAMPLES * passes.in, 17);
            InferenceSession session = passes.model.newSession();
            float[] expected = predicted(network, "signed", xs);
            for (int threads : new int[] {2, 3, 1}) {
                session.threads(threads);
                for (int n : SHARED) {
                    float[] ys = passes.predict(session, xs, 0, n);
                    Floats.assertSameBits(
                            n + " samples on " + threads + " threads", Floats.rows(expected, passes.out, 0, n), ys);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nanAndInfinitiesHaveTheSameBitsAndStayInTheirSample() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            float[] xs = Floats.extreme(SAMPLES, passes.in, 23);
            InferenceSession session = passes.model.newSession();
            checkPredictions(passes, session, xs, predicted(network, "extreme", xs));
            float[] clean = Floats.signed(SAMPLES * passes.in, 17);
            float[] expected = predicted(network, "signed", clean);
            Floats.assertSameBits("after NaN", expected, passes.predict(session, clean, 0, SAMPLES));
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsHaveTheSameBitsInEveryTargetAndOnAnyNumberOfThreads() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            float[] xs = Floats.signed(TRAINED * passes.in, 29);
            float[] gradients = Floats.signed(TRAINED * passes.out, 31);
            Map<String, float[]> expected = trained(network, "signed", xs, gradients, TRAINED);
            for (int threads = 1; threads <= 3; threads++) {
                Passes.assertSameBits(threads + " threads", expected, passes.train(threads, xs, gradients, TRAINED));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfABatchAreThoseOfItsSamplesOneAfterTheOther() {
        return everywhere((network, target) -> {
            if (!EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
                Passes passes = passes(network, target);
                float[] xs = Floats.signed(TRAINED * passes.in, 29);
                float[] gradients = Floats.signed(TRAINED * passes.out, 31);
                Map<String, float[]> expected = trained(network, "signed", xs, gradients, TRAINED);
                int[] ones = Passes.ones(TRAINED);
                Passes.assertSameBits("one by one", expected, passes.train(1, xs, gradients, ones));
                Passes.assertSameBits("in parts", expected, passes.train(2, xs, gradients, PARTS));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfNanAndInfinitiesHaveTheSameBits() {
        return everywhere((network, target) -> {
            int[] parts = EveryOperation.samplesMeet(network) ? SEVERAL : PARTS;
            Passes passes = passes(network, target);
            float[] xs = Floats.extreme(TRAINED, passes.in, 43);
            float[] gradients = Floats.signed(TRAINED * passes.out, 47);
            Map<String, float[]> expected = trained(network, "extreme inputs", xs, gradients, parts);
            Passes.assertSameBits("inputs", expected, passes.train(1, xs, gradients, parts));
            float[] signed = Floats.signed(TRAINED * passes.in, 53);
            float[] extreme = Floats.extreme(TRAINED, passes.out, 59);
            Map<String, float[]> other = trained(network, "extreme gradients", signed, extreme, parts);
            Passes.assertSameBits("gradients", other, passes.train(2, signed, extreme, parts));
        });
    }

    @TestFactory
    Stream<DynamicTest> aSamplesRandomNumbersDependOnItsPlaceAlone() {
        return everywhere((network, target) -> {
            if (EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
                Passes passes = passes(network, target);
                float[] xs = Floats.signed(SAMPLES * passes.in, 61);
                float[] gradients = Floats.signed(SAMPLES * passes.out, 67);
                Map<String, float[]> all = trained(network, "random", xs, gradients, SAMPLES);
                for (int n : BATCHES) {
                    Map<String, float[]> first = passes.train(2, xs, gradients, n);
                    for (String name : List.of(Passes.OUTPUT, Passes.INPUT_GRADIENT)) {
                        int width = name.equals(Passes.OUTPUT) ? passes.out : passes.in;
                        float[] expected = Floats.rows(all.getOrDefault(name, new float[0]), width, 0, n);
                        Floats.assertSameBits(n + ": " + name, expected, first.getOrDefault(name, new float[0]));
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> thePaddingOfGradientsIsZero() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            float[] xs = Floats.signed(TRAINED * passes.in, 71);
            TrainingPass training = passes.model.newTraining();
            passes.forwardAndBackward(training, xs, Floats.signed(TRAINED * passes.out, 73), TRAINED);
            // Putting every element into an empty storage leaves out what lies between them.
            Parameters elements = Parameters.zeros(passes.model.spec());
            for (Tensor gradient : training.gradients()) {
                elements.get(gradient.name()).copyFrom(gradient.toArray());
            }
            float[] expected = elements.values();
            Floats.assertSameBits("storage", expected, training.gradients().values());
        });
    }

    private static void checkPredictions(Passes passes, InferenceSession session, float[] xs, float[] expected) {
        Floats.assertSameBits("one by one", expected, passes.predictSingly(session, xs));
        for (int i = 0; i < BATCHES.length; i++) {
            int n = BATCHES[i];
            int from = (SAMPLES - n) * i / BATCHES.length;
            float[] ys = passes.predict(session, xs, from, n);
            Floats.assertSameBits("batch of " + n, Floats.rows(expected, passes.out, from, n), ys);
        }
    }

    private Passes passes(Network network, Target target) {
        return loaded.computeIfAbsent(
                network.name() + target,
                key -> new Passes(file.compiled(), network.name(), target, count -> Floats.moderate(count, count)));
    }

    /** What the scalar target predicts one by one. */
    private float[] predicted(Network network, String what, float[] xs) {
        Passes scalar = passes(network, Target.SCALAR);
        return references
                .computeIfAbsent(
                        network.name() + " predicts " + what,
                        key -> Map.of(Passes.OUTPUT, scalar.predictSingly(scalar.model.newSession(), xs)))
                .getOrDefault(Passes.OUTPUT, new float[0]);
    }

    /** What the scalar target makes of a training step on one thread. */
    private Map<String, float[]> trained(Network network, String what, float[] xs, float[] gradients, int... batches) {
        Passes scalar = passes(network, Target.SCALAR);
        return references.computeIfAbsent(
                network.name() + " learns " + what, key -> scalar.train(1, xs, gradients, batches));
    }

    private Stream<DynamicTest> everywhere(BiConsumer<Network, Target> check) {
        return file.networks().stream().flatMap(network -> Stream.of(Target.values())
                .map(target -> dynamicTest(network.name() + " " + target, () -> check.accept(network, target))));
    }
}
