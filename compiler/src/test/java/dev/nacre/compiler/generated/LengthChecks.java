package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** What must hold for a model with lengths: each sample has the bits of the model that is written with its lengths as numbers. */
final class LengthChecks {

    private static final int[] BATCH = {2, 0, 1, 2, 1, 0, 0, 2, 2};

    private final Subject subject;
    private final Network network;
    private final List<Network> fixed;
    private final CompiledModels models;
    private final Map<String, PackedSample> references = new LinkedHashMap<>();

    /** @param fixed the models with numbers, the shortest first */
    LengthChecks(Subject subject, Network network, List<Network> fixed, CompiledModels models) {
        this.subject = subject;
        this.network = network;
        this.fixed = fixed;
        this.models = models;
    }

    /** Hands out the checks by name, those of later targets under the same names again. */
    void forEach(BiConsumer<String, ModelBatch.Check> run) {
        for (Target target : subject.targets()) {
            run.accept("lengths alone", () -> checkAlone(target));
            run.accept("lengths in a batch", () -> checkBatch(target, load(target), false));
            run.accept(
                    "lengths with weights of 16 bits",
                    () -> checkBatch(target, load(target).halved(ElementType.BF16), true));
            run.accept("gradients with lengths", () -> checkGradients(target));
            run.accept("no samples with lengths", () -> checkNothing(target));
            if (subject.isStream()) {
                run.accept("steps of a stream", () -> new StreamChecks(
                                load(target), sample(fixed.size() - 1, 0, false), subject.seed())
                        .check());
            }
        }
    }

    private Passes load(Target target) {
        return Passes.fenced(models, network, target, subject.seed());
    }

    /** A sample of one of the fixed models, with what plain loops make of it. */
    private PackedSample sample(int model, int draw, boolean halved) {
        return references.computeIfAbsent(model + " " + draw + halved, key -> {
            Passes loaded = Passes.fenced(models, fixed.get(model), Target.SCALAR, subject.seed());
            Passes passes = halved ? loaded.halved(ElementType.BF16) : loaded;
            long seed = subject.seed() + 31L * model + draw;
            float[] xs = draw % 3 == 2 ? Floats.extreme(2, passes.in, seed) : Floats.signed(2 * passes.in, seed);
            PackedSample sample = PackedSample.of(
                    passes, draw % 3 == 2 ? Floats.rows(xs, passes.in, 1, 1) : Floats.rows(xs, passes.in, 0, 1), seed);
            passes.newSession().predict(sample.inputs(), sample.outputs());
            return sample;
        });
    }

    private void checkAlone(Target target) {
        InferenceSession session = load(target).newSession();
        for (int model = 0; model < fixed.size(); model++) {
            PackedSample sample = sample(model, 0, false);
            PortArrays outputs = PackedSample.untouched(List.of(sample.outputs()));
            session.predict(sample.inputs(), outputs);
            PackedSample.assertSame(target + ", " + fixed.get(model).name(), sample.outputs(), outputs);
        }
    }

    private List<PackedSample> batch(boolean halved) {
        return IntStream.range(0, BATCH.length)
                .mapToObj(i -> sample(Math.min(BATCH[i], fixed.size() - 1), i, halved))
                .toList();
    }

    private int[][] lengths(int count) {
        return LengthTexts.lengths(network).stream()
                .map(length -> IntStream.range(0, count)
                        .map(i -> sizeOf(fixed.get(Math.min(BATCH[i], fixed.size() - 1)), length.name()))
                        .toArray())
                .toArray(int[][]::new);
    }

    private int sizeOf(Network model, String length) {
        for (int i = 0; i < model.inputs().size(); i++) {
            Shape shape = network.inputs().get(i).shape();
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (shape.length(axis)
                        .filter(each -> each.name().equals(length))
                        .isPresent()) {
                    return model.inputs().get(i).shape().size(axis);
                }
            }
        }
        throw new IllegalArgumentException(length);
    }

    private void checkBatch(Target target, Passes passes, boolean halved) {
        List<PackedSample> samples = batch(halved);
        PortArrays inputs = PackedSample.packed(
                        samples.stream().map(PackedSample::inputs).toList())
                .withLengths(lengths(samples.size()));
        PortArrays expected =
                PackedSample.packed(samples.stream().map(PackedSample::outputs).toList());
        InferenceSession session = passes.newSession();
        for (int threads : new int[] {1, 3, 2}) {
            session.threads(threads);
            PortArrays outputs = PackedSample.untouched(
                    samples.stream().map(PackedSample::outputs).toList());
            session.predict(inputs, outputs, samples.size());
            PackedSample.assertSame(target + " on " + threads + " threads", expected, outputs);
        }
    }

    private void checkNothing(Target target) {
        Passes passes = load(target);
        PackedSample none = sample(0, 0, false).ofNoSamples();
        passes.newSession().predict(none.inputs().withLengths(lengths(0)), none.outputs(), 0);
        passes.newTraining().forward(none.inputs(), none.outputs(), 0);
    }

    /** A batch leaves the gradients of its samples one after the other, or of one sample where random numbers are drawn. */
    private void checkGradients(Target target) {
        boolean drops = NnCompiler.program(network, Mode.TRAINING).nodes().stream()
                .anyMatch(node -> node.primitive() instanceof Primitive.Random);
        List<PackedSample> samples = batch(false).subList(0, drops ? 1 : BATCH.length);
        Learned expected = oneAfterTheOther(samples);
        PortArrays inputs = PackedSample.packed(
                        samples.stream().map(PackedSample::inputs).toList())
                .withLengths(lengths(samples.size()));
        PortArrays gradients = PackedSample.packed(
                samples.stream().map(PackedSample::gradients).toList());
        for (int threads : new int[] {1, 3}) {
            PortArrays outputs = PackedSample.untouched(expected.outputs());
            PortArrays ofInput = PackedSample.untouched(expected.ofInputs());
            TrainingPass pass = load(target).newTraining();
            pass.threads(threads);
            train(pass, inputs, outputs, gradients, ofInput, samples.size());
            String where = target + " on " + threads + " threads: ";
            PackedSample.assertSame(where + "outputs", PackedSample.packed(expected.outputs()), outputs);
            PackedSample.assertSame(where + "input gradients", PackedSample.packed(expected.ofInputs()), ofInput);
            for (Tensor gradient : pass.gradients()) {
                Floats.assertSameBits(
                        where + gradient.name(), expected.sums().get(gradient.name()), gradient.toArray());
            }
        }
    }

    /** What a training step leaves: for each sample, and for each parameter the sum over all of them. */
    private record Learned(List<PortArrays> outputs, List<PortArrays> ofInputs, Map<String, float[]> sums) {}

    /** What the models with numbers learn by plain loops. */
    private Learned oneAfterTheOther(List<PackedSample> samples) {
        Map<String, float[]> sums = new LinkedHashMap<>();
        List<PortArrays> ofInputs = new ArrayList<>();
        List<PortArrays> trained = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Network one = fixed.get(Math.min(BATCH[i], fixed.size() - 1));
            TrainingPass pass =
                    Passes.fenced(models, one, Target.SCALAR, subject.seed()).newTraining();
            for (Tensor gradient : pass.gradients()) {
                gradient.copyFrom(sums.getOrDefault(gradient.name(), gradient.toArray()));
            }
            PortArrays outputs = PackedSample.untouched(List.of(samples.get(i).outputs()));
            PortArrays ofInput = PackedSample.untouched(
                    List.of(PackedSample.floats(samples.get(i).inputs())));
            train(pass, samples.get(i).inputs(), outputs, samples.get(i).gradients(), ofInput, 1);
            trained.add(outputs);
            ofInputs.add(ofInput);
            for (Tensor gradient : pass.gradients()) {
                sums.put(gradient.name(), gradient.toArray());
            }
        }
        return new Learned(trained, ofInputs, sums);
    }

    private static void train(
            TrainingPass pass, PortArrays inputs, PortArrays outputs, PortArrays gradients, PortArrays ofInput, int n) {
        pass.seed(3);
        pass.forward(inputs, outputs, n);
        pass.backward(gradients, n);
        pass.inputGradient(ofInput);
    }
}
