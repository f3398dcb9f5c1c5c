package dev.nacre.compiler.generated;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A model of one target with fixed parameters, and its results for chosen samples as tensors by name.
 *
 * <p>Samples are rows of floats in which the ports stand side by side, whatever the model has; see {@link PortRows}.
 */
final class Passes {

    static final long SEED = 9;
    static final String OUTPUT = "output";
    static final String INPUT_GRADIENT = "input gradient";

    final Model model;
    final PortRows inputs;
    final PortRows outputs;
    /** The elements of a sample's inputs. */
    final int in;
    /** The elements of a sample's outputs. */
    final int out;

    final PortRows gradientsOfOutputs;
    final PortRows gradientsOfInputs;

    private final boolean fenced;

    /** @param source of so many values for a parameter; weights become smaller */
    Passes(CompiledModels models, String name, Target target, IntFunction<float[]> source) {
        this(models.create(name, target, 1), PortRows::of);
        Floats.fill(model.parameters(), source);
    }

    private Passes(Model model, Function<List<Port>, PortRows> rows) {
        this(model, rows.apply(model.spec().inputs()), rows.apply(model.spec().outputs()), false);
    }

    private Passes(Model model, PortRows inputs, PortRows outputs, boolean fenced) {
        this.model = model;
        this.inputs = inputs;
        this.outputs = outputs;
        this.fenced = fenced;
        gradientsOfInputs = inputs.only(Passes::isFloat);
        gradientsOfOutputs = outputs.only(Passes::isFloat);
        in = inputs.width();
        out = outputs.width();
    }

    /**
     * With parameters drawn from a seed, and with NaN wherever nothing is: in the padding of parameters, and in scratch space,
     * which is {@link Fences fenced}.
     */
    static Passes fenced(CompiledModels models, Network network, Target target, long seed) {
        Map<String, Integer> rows = IndexLimits.of(network);
        Model model = models.create(network.name(), target, seed);
        Floats.fillFenced(model.parameters(), seed);
        PortRows inputs = PortRows.of(model.spec().inputs(), rows);
        return new Passes(model, inputs, PortRows.of(model.spec().outputs(), Map.of()), true);
    }

    /** The same model, with scratch space as it has it. */
    Passes unfenced() {
        return new Passes(model, inputs, outputs, false);
    }

    /** A copy of the model. */
    Passes copied() {
        return new Passes(model.copy(), inputs, outputs, fenced);
    }

    /** A model with the parameters that this one writes to a file, and reads again. */
    Passes savedAndLoaded() {
        return savedAndLoaded(
                file -> model.getClass().getMethod("load", Path.class).invoke(null, file));
    }

    /** The same with weights of 16 bits. */
    Passes halved(ElementType type) {
        LoadOptions options = LoadOptions.defaults().weights(type);
        return savedAndLoaded(file -> model.getClass()
                .getMethod("load", Path.class, LoadOptions.class)
                .invoke(null, file, options));
    }

    @FunctionalInterface
    private interface Loading {
        Object from(Path file) throws ReflectiveOperationException;
    }

    private Passes savedAndLoaded(Loading loading) {
        try {
            Path file = Files.createTempFile(model.spec().name(), ".safetensors");
            try {
                model.getClass().getMethod("save", Path.class).invoke(model, file);
                Object loaded = loading.from(file);
                return new Passes((Model) loaded, inputs, outputs, fenced);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("save and load", e);
        }
    }

    InferenceSession newSession() {
        return fenced ? new FencedSession(model.newSession()) : model.newSession();
    }

    TrainingPass newTraining() {
        return fenced ? new FencedTraining(model.newTraining()) : model.newTraining();
    }

    private static boolean isFloat(Port port) {
        return port.elements() == ElementType.FLOAT;
    }

    /** The model's own {@code predict}, which no interface has. */
    UnaryOperator<float[]> predictOfModel() {
        return new ModelPredict(model, inputs, outputs);
    }

    /** Outputs of predictions of {@code n} samples from sample {@code from} on. */
    float[] predict(InferenceSession session, float[] xs, int from, int n) {
        PortRows.Fenced ys = outputs.fenced(n);
        session.predict(inputs.arrays(Floats.rows(xs, in, from, n)), ys.arrays(), n);
        return ys.rows(n + " predictions");
    }

    /** Outputs of predictions one by one. */
    float[] predictSingly(InferenceSession session, float[] xs) {
        float[] ys = new float[xs.length / in * out];
        for (int i = 0; i < xs.length / in; i++) {
            PortRows.Fenced y = outputs.unfenced(1);
            session.predict(inputs.arrays(Floats.rows(xs, in, i, 1)), y.arrays());
            System.arraycopy(y.rows("one"), 0, ys, i * out, out);
        }
        return ys;
    }

    /**
     * Outputs, parameters' gradients and inputs' gradients of samples that pass in batches of the given sizes, with
     * gradients added up over all batches. Ports of indices have gradients of zero. Then what is not trained, which the model
     * forgets again.
     */
    Map<String, float[]> train(int threads, float[] xs, float[] gradients, int... batches) {
        Parameters before = model.parameters().copy();
        TrainingPass training = newTraining();
        training.threads(threads);
        training.seed(SEED);
        List<float[]> results = new ArrayList<>();
        List<float[]> inputGradients = new ArrayList<>();
        int from = 0;
        for (int n : batches) {
            PortRows.Fenced ys = outputs.fenced(n);
            training.forward(inputs.arrays(Floats.rows(xs, in, from, n)), ys.arrays(), n);
            results.add(ys.rows("forward " + n));
            training.backward(gradientsOfOutputs.arrays(Floats.rows(gradients, out, from, n)), n);
            inputGradients.add(inputGradient(training, n));
            from += n;
        }
        int last = inputGradients.size() - 1;
        Floats.assertSameBits(
                "asked for again", inputGradients.get(last), inputGradient(training, batches[batches.length - 1]));
        Map<String, float[]> all = new LinkedHashMap<>();
        all.put(OUTPUT, joined(results));
        for (Tensor gradient : training.gradients()) {
            all.put("gradient of " + gradient.name(), gradient.toArray());
        }
        all.put(INPUT_GRADIENT, joined(inputGradients));
        model.spec().parameters().stream()
                .filter(parameter -> !parameter.trainable())
                .forEach(buffer -> all.put(
                        "buffer " + buffer.name(),
                        model.parameters().get(buffer.name()).toArray()));
        model.parameters().copyFrom(before);
        return all;
    }

    private float[] inputGradient(TrainingPass training, int n) {
        PortRows.Fenced gradXs = gradientsOfInputs.fenced(n);
        training.inputGradient(gradXs.arrays());
        return gradXs.rows("input gradient " + n);
    }

    /** A step of {@code n} samples, which leaves gradients behind and nothing else. */
    void forwardAndBackward(TrainingPass training, float[] xs, float[] gradients, int n) {
        Parameters before = model.parameters().copy();
        training.forward(inputs.arrays(xs), outputs.fenced(n).arrays(), n);
        training.backward(gradientsOfOutputs.arrays(gradients), n);
        model.parameters().copyFrom(before);
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static void assertSameBits(String what, Map<String, float[]> expected, Map<String, float[]> actual) {
        expected.forEach((name, tensor) ->
                Floats.assertSameBits(what + ": " + name, tensor, actual.getOrDefault(name, new float[0])));
    }

    static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
