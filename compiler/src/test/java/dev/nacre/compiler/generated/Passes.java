package dev.nacre.compiler.generated;

import dev.nacre.compiler.emit.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.TrainingPass;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** A model of one target with fixed parameters, and its results for chosen samples as tensors by name. */
final class Passes {

    static final long SEED = 9;
    static final String OUTPUT = "output";
    static final String INPUT_GRADIENT = "input gradient";

    final Model model;
    final int in;
    final int out;

    /** @param source of so many values for a parameter; weights become smaller */
    Passes(CompiledModels models, String name, Target target, IntFunction<float[]> source) {
        model = models.create(name, target, 1);
        in = model.spec().inputs().get(0).shape().elements();
        out = model.spec().outputs().get(0).shape().elements();
        Floats.fill(model.parameters(), source);
    }

    /** The model's own {@code predict}, which no interface has. */
    UnaryOperator<float[]> predictOfModel() {
        try {
            Method predict = model.getClass().getMethod("predict", float[].class);
            return x -> {
                try {
                    return (float[]) predict.invoke(model, (Object) x);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError("predict", e);
                }
            };
        } catch (NoSuchMethodException e) {
            throw new LinkageError("predict", e);
        }
    }

    /** Outputs of predictions of {@code n} samples from sample {@code from} on. */
    float[] predict(InferenceSession session, float[] xs, int from, int n) {
        float[] ys = Floats.fenced(n * out);
        session.predict(Floats.rows(xs, in, from, n), ys, n);
        return Floats.inside(n + " predictions", ys);
    }

    /** Outputs of predictions one by one. */
    float[] predictSingly(InferenceSession session, float[] xs) {
        float[] ys = new float[xs.length / in * out];
        for (int i = 0; i < xs.length / in; i++) {
            float[] y = Floats.untouched(out);
            session.predict(Floats.rows(xs, in, i, 1), y);
            System.arraycopy(y, 0, ys, i * out, out);
        }
        return ys;
    }

    /**
     * Outputs, parameters' gradients and inputs' gradients of samples that pass in batches of the given sizes, with
     * gradients added up over all batches.
     */
    Map<String, float[]> train(int threads, float[] xs, float[] gradients, int... batches) {
        TrainingPass training = model.newTraining();
        training.threads(threads);
        training.seed(SEED);
        List<float[]> outputs = new ArrayList<>();
        List<float[]> inputGradients = new ArrayList<>();
        int from = 0;
        for (int n : batches) {
            float[] ys = Floats.fenced(n * out);
            training.forward(Floats.rows(xs, in, from, n), ys, n);
            outputs.add(Floats.inside("forward " + n, ys));
            training.backward(Floats.rows(gradients, out, from, n), n);
            float[] gradXs = Floats.fenced(n * in);
            training.inputGradient(gradXs);
            inputGradients.add(Floats.inside("input gradient " + n, gradXs));
            from += n;
        }
        Map<String, float[]> results = new LinkedHashMap<>();
        results.put(OUTPUT, joined(outputs));
        for (Tensor gradient : training.gradients()) {
            results.put("gradient of " + gradient.name(), gradient.toArray());
        }
        results.put(INPUT_GRADIENT, joined(inputGradients));
        return results;
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
