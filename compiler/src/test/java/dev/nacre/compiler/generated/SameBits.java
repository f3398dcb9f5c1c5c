package dev.nacre.compiler.generated;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The numeric contract, for one network: what its plain loops compute, a sample at a time on one thread, is what all targets
 * compute, in any batch, and on any number of threads.
 */
final class SameBits {

    /** Batches around the sizes of tiles, and all numbers of rows that tiles of six and four leave. */
    private static final List<Integer> TILES = List.of(1, 2, 4, 5, 6, 8, 9, 13);
    /** Those of a network that cannot learn from one sample. */
    private static final List<Integer> LARGER_TILES = List.of(3, 4, 5, 6, 8, 9, 13);

    /** Samples that do not fit into a block. */
    private static final int BEYOND = 3;
    /** What it takes HotSpot to optimise a loop. */
    private static final int HOT_ROUNDS = 6000;
    /** More are not waited for: on a busy machine, with large models, or in a JVM without vectors. */
    private static final long HOT_NANOS = 10_000_000_000L;

    private final Network network;
    private final Samples samples;
    private final Function<Target, Passes> load;
    private final Map<Target, Passes> loaded = new EnumMap<>(Target.class);
    private final Map<String, Map<String, float[]>> references = new HashMap<>();

    /** @param load makes the network's passes of a target, with parameters that are the same for all */
    SameBits(Network network, Samples samples, Function<Target, Passes> load) {
        this.network = network;
        this.samples = samples;
        this.load = load;
    }

    /**
     * How many samples there are.
     *
     * @param predicted of predictions on one thread, more than in all tiles
     * @param shared of those on several threads
     * @param trained of training steps
     */
    record Samples(int predicted, int shared, int trained) {

        /** Of which there are as many samples as in all tiles. */
        private static final int TILED = 50;

        /** More than go through the network together. */
        static Samples above(int block) {
            return new Samples(Math.max(block, TILED) + 7, 2 * block + 8, block + 7);
        }
    }

    void predictions(Target target) {
        Passes passes = passes(target);
        float[] xs = Floats.signed(samples.predicted() * passes.in, 17);
        checkPredictions(passes, passes.newSession(), xs, predicted("signed", xs));
    }

    void threads(Target target) {
        Passes passes = passes(target);
        int several = samples.shared();
        float[] xs = Floats.signed(several * passes.in, 19);
        InferenceSession session = passes.newSession();
        float[] expected = predicted("shared", xs);
        Map<Integer, Integer> ofThreads = Map.of(1, several, 2, several, 3, 2);
        for (int threads : new int[] {2, 3, 1}) {
            int n = ofThreads.getOrDefault(threads, 0);
            session.threads(threads);
            float[] ys = passes.predict(session, xs, 0, n);
            Floats.assertSameBits(
                    n + " samples on " + threads + " threads", Floats.rows(expected, passes.out, 0, n), ys);
        }
    }

    /** NaN and infinities have the same bits, and stay in their sample. */
    void extremes(Target target) {
        Passes passes = passes(target);
        int n = samples.predicted();
        float[] xs = Floats.extreme(n, passes.in, 23);
        InferenceSession session = passes.newSession();
        checkPredictions(passes, session, xs, predicted("extreme", xs));
        float[] clean = Floats.signed(n * passes.in, 17);
        float[] expected = predicted("signed", clean);
        Floats.assertSameBits("after NaN", expected, passes.predict(session, clean, 0, n));
    }

    void gradients(Target target) {
        Passes passes = passes(target);
        int n = samples.trained();
        float[] xs = Floats.signed(n * passes.in, 29);
        float[] gradients = Floats.signed(n * passes.out, 31);
        Map<String, float[]> expected = trained("signed", xs, gradients, n);
        for (int threads : new int[] {1, 3}) {
            Passes.assertSameBits(threads + " threads", expected, passes.train(threads, xs, gradients, n));
        }
    }

    /** The gradients of a batch are those of its samples one after the other, where neither chance nor the others matter. */
    void gradientsOneByOne(Target target) {
        if (!EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
            Passes passes = passes(target);
            int n = samples.trained();
            float[] xs = Floats.signed(n * passes.in, 29);
            float[] gradients = Floats.signed(n * passes.out, 31);
            Map<String, float[]> expected = trained("signed", xs, gradients, n);
            Passes.assertSameBits("one by one", expected, passes.train(1, xs, gradients, Passes.ones(n)));
            Passes.assertSameBits("in parts", expected, passes.train(2, xs, gradients, parts(TILES, n)));
        }
    }

    void gradientsOfExtremes(Target target) {
        Passes passes = passes(target);
        int n = samples.trained();
        int[] parts = parts(EveryOperation.samplesMeet(network) ? LARGER_TILES : TILES, n);
        float[] xs = Floats.extreme(n, passes.in, 43);
        float[] gradients = Floats.signed(n * passes.out, 47);
        Map<String, float[]> expected = trained("extreme inputs", xs, gradients, parts);
        Passes.assertSameBits("inputs", expected, passes.train(1, xs, gradients, parts));
        float[] signed = Floats.signed(n * passes.in, 53);
        float[] extreme = Floats.extreme(n, passes.out, 59);
        Map<String, float[]> other = trained("extreme gradients", signed, extreme, parts);
        Passes.assertSameBits("gradients", other, passes.train(2, signed, extreme, parts));
    }

    /** A sample's random numbers depend on its place alone. */
    void randomNumbers(Target target) {
        if (EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
            Passes passes = passes(target);
            int all = samples.trained();
            float[] xs = Floats.signed(all * passes.in, 61);
            float[] gradients = Floats.signed(all * passes.out, 67);
            Map<String, float[]> expected = trained("random", xs, gradients, all);
            for (int n : batches(all)) {
                Map<String, float[]> first = passes.train(2, xs, gradients, n);
                for (String name : List.of(Passes.OUTPUT, Passes.INPUT_GRADIENT)) {
                    int width = name.equals(Passes.OUTPUT) ? passes.out : passes.in;
                    float[] rows = Floats.rows(expected.getOrDefault(name, new float[0]), width, 0, n);
                    Floats.assertSameBits(n + ": " + name, rows, first.getOrDefault(name, new float[0]));
                }
            }
        }
    }

    void paddingOfGradients(Target target) {
        Passes passes = passes(target);
        int n = 13;
        float[] xs = Floats.signed(n * passes.in, 71);
        TrainingPass training = passes.newTraining();
        passes.forwardAndBackward(training, xs, Floats.signed(n * passes.out, 73), n);
        // Putting every element into an empty storage leaves out what lies between them.
        Parameters elements = Parameters.zeros(passes.model.spec());
        for (Tensor gradient : training.gradients()) {
            elements.get(gradient.name()).copyFrom(gradient.toArray());
        }
        float[] expected = elements.values();
        Floats.assertSameBits("storage", expected, training.gradients().values());
    }

    /** A batch without samples changes nothing. */
    void nothing(Target target) {
        Passes passes = passes(target);
        Floats.assertSameBits("predictions", new float[0], passes.predict(passes.newSession(), new float[0], 0, 0));
        float[] xs = Floats.signed(3 * passes.in, 79);
        float[] gradients = Floats.signed(3 * passes.out, 83);
        Map<String, float[]> expected = trained("three", xs, gradients, 3);
        Passes.assertSameBits("after nothing", expected, passes.train(1, xs, gradients, 3, 0));
    }

    /** Training computes the outputs that predictions are, where neither chance nor the other samples matter. */
    void forward(Target target) {
        if (!EveryOperation.isRandom(network) && !EveryOperation.samplesMeet(network)) {
            Passes passes = passes(target);
            float[] xs = Floats.signed(3 * passes.in, 79);
            float[] gradients = Floats.signed(3 * passes.out, 83);
            float[] learned = trained("three", xs, gradients, 3).getOrDefault(Passes.OUTPUT, new float[0]);
            Floats.assertSameBits("outputs", Floats.rows(predicted("three", xs), passes.out, 0, 3), learned);
        }
    }

    /** As many samples as go through the network together, and a few more, all of which have been seen alone. */
    void block(Target target, int block) {
        Passes passes = passes(target);
        int n = block + BEYOND;
        float[] few = Floats.signed(samples.predicted() * passes.in, 17);
        float[] expected = repeated(predicted("signed", few), passes.out, n);
        float[] xs = repeated(few, passes.in, n);
        Floats.assertSameBits("predictions", expected, passes.predict(passes.newSession(), xs, 0, n));
        float[] gradients = Floats.signed(block * passes.out, 89);
        float[] trained = Floats.rows(xs, passes.in, 0, block);
        Map<String, float[]> learned = trained("a block", trained, gradients, block);
        Passes.assertSameBits("training", learned, passes.train(1, trained, gradients, block));
    }

    private static float[] repeated(float[] rows, int width, int n) {
        float[] repeated = new float[n * width];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = rows[i % rows.length];
        }
        return repeated;
    }

    /** A copy, and a model that was saved and loaded, compute what the model computes. */
    void copies(Target target) {
        Passes passes = passes(target);
        float[] xs = Floats.signed(2 * passes.in, 97);
        float[] expected = passes.predict(passes.newSession(), xs, 0, 2);
        for (Passes other : List.of(passes.copied(), passes.savedAndLoaded())) {
            Floats.assertSameBits("predictions", expected, other.predict(other.newSession(), xs, 0, 2));
            for (Tensor parameter : passes.model.parameters()) {
                float[] same = other.model.parameters().get(parameter.name()).toArray();
                Floats.assertSameBits(parameter.name(), parameter.toArray(), same);
            }
        }
    }

    /** A model with weights of 16 bits computes what one of floats does whose weights have been rounded. */
    void halved(ElementType type) {
        Passes passes = passes(Target.SCALAR);
        Passes halved = passes.halved(type);
        Passes rounded = passes.copied();
        rounded.model.parameters().copyFrom(halved.model.parameters());
        float[] xs = Floats.signed(2 * passes.in, 97);
        float[] expected = rounded.predict(rounded.newSession(), xs, 0, 2);
        Floats.assertSameBits("batch", expected, halved.predict(halved.newSession(), xs, 0, 2));
        Floats.assertSameBits("one by one", expected, halved.predictSingly(halved.newSession(), xs));
    }

    /** Results stay the same while the JVM compiles the loops, and afterwards. */
    void compilation(Target target) {
        Passes passes = passes(target).unfenced();
        float[] xs = Floats.signed(3 * passes.in, 79);
        float[] gradients = Floats.signed(3 * passes.out, 83);
        float[] expected = Floats.rows(predicted("three", xs), passes.out, 0, 3);
        Map<String, float[]> learned = trained("three", xs, gradients, 3);
        InferenceSession session = passes.newSession();
        long end = System.nanoTime() + HOT_NANOS;
        for (int i = 0; i < HOT_ROUNDS && System.nanoTime() < end; i++) {
            Floats.assertSameBits("predictions, round " + i, expected, passes.predict(session, xs, 0, 3));
            Floats.assertSameBits("one by one, round " + i, expected, passes.predictSingly(session, xs));
            Passes.assertSameBits("round " + i, learned, passes.train(1, xs, gradients, 3));
        }
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

    private Passes passes(Target target) {
        return loaded.computeIfAbsent(target, load);
    }

    /** What the scalar target predicts one by one. */
    private float[] predicted(String what, float[] xs) {
        Passes scalar = passes(Target.SCALAR);
        return references
                .computeIfAbsent(
                        "predicts " + what, key -> Map.of(Passes.OUTPUT, scalar.predictSingly(scalar.newSession(), xs)))
                .getOrDefault(Passes.OUTPUT, new float[0]);
    }

    /** What the scalar target makes of a training step on one thread. */
    private Map<String, float[]> trained(String what, float[] xs, float[] gradients, int... batches) {
        Passes scalar = passes(Target.SCALAR);
        return references.computeIfAbsent("learns " + what, key -> scalar.train(1, xs, gradients, batches));
    }
}
