package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.Placement;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.TrainingPass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
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

    /** Batches around the sizes of tiles. */
    private static final List<Integer> TILES = List.of(1, 2, 5, 6, 11, 12, 13);
    /** Those of a network that cannot learn from one sample. */
    private static final List<Integer> LARGER_TILES = List.of(3, 5, 6, 11, 12, 13);
    /** Of which there are as many samples. */
    private static final int TILED = 50;

    private final ModelFile file;
    private final Map<String, Integer> blocks = new HashMap<>();
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
            float[] xs = Floats.signed(samples(network) * passes.in, 17);
            checkPredictions(passes, passes.model.newSession(), xs, predicted(network, "signed", xs));
        });
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsOnAnyNumberOfThreads() {
        return onMostTargets((network, target) -> {
            Passes passes = passes(network, target);
            int several = 2 * block(network) + 8;
            float[] xs = Floats.signed(several * passes.in, 19);
            InferenceSession session = passes.model.newSession();
            float[] expected = predicted(network, "shared", xs);
            Map<Integer, Integer> samples = Map.of(1, several, 2, several, 3, 2);
            for (int threads : new int[] {2, 3, 1}) {
                int n = samples.getOrDefault(threads, 0);
                session.threads(threads);
                float[] ys = passes.predict(session, xs, 0, n);
                Floats.assertSameBits(
                        n + " samples on " + threads + " threads", Floats.rows(expected, passes.out, 0, n), ys);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nanAndInfinitiesHaveTheSameBitsAndStayInTheirSample() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            int samples = samples(network);
            float[] xs = Floats.extreme(samples, passes.in, 23);
            InferenceSession session = passes.model.newSession();
            checkPredictions(passes, session, xs, predicted(network, "extreme", xs));
            float[] clean = Floats.signed(samples * passes.in, 17);
            float[] expected = predicted(network, "signed", clean);
            Floats.assertSameBits("after NaN", expected, passes.predict(session, clean, 0, samples));
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsHaveTheSameBitsInEveryTargetAndOnAnyNumberOfThreads() {
        return everywhere((network, target) -> {
            Passes passes = passes(network, target);
            int samples = trained(network);
            float[] xs = Floats.signed(samples * passes.in, 29);
            float[] gradients = Floats.signed(samples * passes.out, 31);
            Map<String, float[]> expected = trained(network, "signed", xs, gradients, samples);
            for (int threads : new int[] {1, 3}) {
                Passes.assertSameBits(threads + " threads", expected, passes.train(threads, xs, gradients, samples));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfABatchAreThoseOfItsSamplesOneAfterTheOther() {
        return onMostTargets((network, target) -> {
            if (!EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
                Passes passes = passes(network, target);
                int samples = trained(network);
                float[] xs = Floats.signed(samples * passes.in, 29);
                float[] gradients = Floats.signed(samples * passes.out, 31);
                Map<String, float[]> expected = trained(network, "signed", xs, gradients, samples);
                int[] ones = Passes.ones(samples);
                int[] parts = parts(TILES, samples);
                Passes.assertSameBits("one by one", expected, passes.train(1, xs, gradients, ones));
                Passes.assertSameBits("in parts", expected, passes.train(2, xs, gradients, parts));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfNanAndInfinitiesHaveTheSameBits() {
        return onMostTargets((network, target) -> {
            Passes passes = passes(network, target);
            int samples = trained(network);
            int[] parts = parts(EveryOperation.samplesMeet(network) ? LARGER_TILES : TILES, samples);
            float[] xs = Floats.extreme(samples, passes.in, 43);
            float[] gradients = Floats.signed(samples * passes.out, 47);
            Map<String, float[]> expected = trained(network, "extreme inputs", xs, gradients, parts);
            Passes.assertSameBits("inputs", expected, passes.train(1, xs, gradients, parts));
            float[] signed = Floats.signed(samples * passes.in, 53);
            float[] extreme = Floats.extreme(samples, passes.out, 59);
            Map<String, float[]> other = trained(network, "extreme gradients", signed, extreme, parts);
            Passes.assertSameBits("gradients", other, passes.train(2, signed, extreme, parts));
        });
    }

    @TestFactory
    Stream<DynamicTest> aSamplesRandomNumbersDependOnItsPlaceAlone() {
        return onMostTargets((network, target) -> {
            if (EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
                Passes passes = passes(network, target);
                int samples = trained(network);
                float[] xs = Floats.signed(samples * passes.in, 61);
                float[] gradients = Floats.signed(samples * passes.out, 67);
                Map<String, float[]> all = trained(network, "random", xs, gradients, samples);
                for (int n : batches(samples)) {
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
            int n = 13;
            float[] xs = Floats.signed(n * passes.in, 71);
            TrainingPass training = passes.model.newTraining();
            passes.forwardAndBackward(training, xs, Floats.signed(n * passes.out, 73), n);
            // Putting every element into an empty storage leaves out what lies between them.
            Parameters elements = Parameters.zeros(passes.model.spec());
            for (Tensor gradient : training.gradients()) {
                elements.get(gradient.name()).copyFrom(gradient.toArray());
            }
            float[] expected = elements.values();
            Floats.assertSameBits("storage", expected, training.gradients().values());
        });
    }

    /** More than go through the network together, and more than in all tiles. */
    private int samples(Network network) {
        return Math.max(block(network), TILED) + 7;
    }

    /** More than go through the network together. */
    private int trained(Network network) {
        return block(network) + 7;
    }

    /** The most samples that go through a network together. */
    private int block(Network network) {
        return blocks.computeIfAbsent(
                network.name(),
                name -> Placement.place(NnCompiler.plan(network)).orElseThrow().block());
    }

    private static int[] batches(int samples) {
        return IntStream.concat(TILES.stream().mapToInt(n -> n).filter(n -> n < samples), IntStream.of(samples))
                .toArray();
    }

    /** All samples in batches of the sizes of tiles, as far as they go, and one of the rest. */
    private static int[] parts(List<Integer> tiles, int samples) {
        IntStream.Builder parts = IntStream.builder();
        int left = samples;
        for (int tile : tiles) {
            if (left - tile >= LARGER_TILES.get(0)) {
                parts.add(tile);
                left -= tile;
            }
        }
        return parts.add(left).build().toArray();
    }

    private static void checkPredictions(Passes passes, InferenceSession session, float[] xs, float[] expected) {
        Floats.assertSameBits("one by one", expected, passes.predictSingly(session, xs));
        int samples = xs.length / passes.in;
        int[] batches = batches(samples);
        for (int i = 0; i < batches.length; i++) {
            int n = batches[i];
            int from = (samples - n) * i / batches.length;
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
        return file.networks().stream().flatMap(network -> onTargets(network, List.of(Target.values()), check));
    }

    /**
     * For each network on the widest vectors, without vectors, and on one of the widths between, in turn: most of the
     * time goes into compiling methods, and each kind of kernel is in several networks.
     */
    private Stream<DynamicTest> onMostTargets(BiConsumer<Network, Target> check) {
        List<Network> networks = file.networks();
        return IntStream.range(0, networks.size()).boxed().flatMap(i -> {
            Target between = i % 2 == 0 ? Target.S256 : Target.S128;
            return onTargets(networks.get(i), List.of(Target.S512, between, Target.SCALAR), check);
        });
    }

    private static Stream<DynamicTest> onTargets(
            Network network, List<Target> targets, BiConsumer<Network, Target> check) {
        return targets.stream()
                .map(target -> dynamicTest(network.name() + " " + target, () -> check.accept(network, target)));
    }
}
