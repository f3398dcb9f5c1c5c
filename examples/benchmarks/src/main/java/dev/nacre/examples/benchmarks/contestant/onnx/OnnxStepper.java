package dev.nacre.examples.benchmarks.contestant.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nacre.examples.benchmarks.contestant.Stepper;
import dev.nacre.examples.benchmarks.network.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime, step by step, at its best: each state has two tensors in native memory, one that a step reads and one that it
 * writes, which change places with each step. The rows are in native memory, too, and a call copies and allocates as little as
 * the API allows.
 */
public final class OnnxStepper implements Stepper {

    private final OrtSession session;
    private final List<OnnxTensor> tensors = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();
    private final List<FloatBuffer> results = new ArrayList<>();
    private int next;
    private int last;

    /**
     * An LSTM with PyTorch's parameters: the weights of input and state, and their biases.
     *
     * @param rows an even number, so that states are where they were when the first row follows the last
     */
    public static OnnxStepper lstm(List<float[]> parameters, float[][] rows) {
        return new OnnxStepper(OnnxStep.lstm(parameters), rows);
    }

    /**
     * A stack of gated convolutions with PyTorch's parameters, layer by layer.
     *
     * @param dilations of the gated layers
     * @param rows an even number, so that states are where they were when the first row follows the last
     */
    public static OnnxStepper waveNet(List<float[]> parameters, List<Integer> dilations, float[][] rows) {
        return new OnnxStepper(OnnxWaveNet.step(parameters, dilations), rows);
    }

    private OnnxStepper(OnnxStep step, float[][] rows) {
        if (rows.length % 2 != 0) {
            throw new IllegalArgumentException("expected an even number of rows, got " + rows.length);
        }
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            session = environment.createSession(step.file(), OnnxRuntimeContestant.options(1));
            List<Map<String, OnnxTensor>> before = List.of(new HashMap<>(), new HashMap<>());
            List<Map<String, OnnxTensor>> after = List.of(new HashMap<>(), new HashMap<>());
            List<Map<String, FloatBuffer>> written = List.of(new HashMap<>(), new HashMap<>());
            for (OnnxStep.State state : step.states()) {
                for (int side = 0; side < 2; side++) {
                    FloatBuffer memory = buffer(state.shape());
                    OnnxTensor tensor = tensor(environment, memory, state.shape());
                    before.get(side).put(state.before(), tensor);
                    after.get(1 - side).put(state.after(), tensor);
                    written.get(1 - side).put(state.after(), memory);
                }
            }
            OnnxStep.Output output = step.output();
            if (!written.get(0).containsKey(output.name())) {
                FloatBuffer memory = buffer(output.shape());
                OnnxTensor tensor = tensor(environment, memory, output.shape());
                after.forEach(names -> names.put(output.name(), tensor));
                written.forEach(names -> names.put(output.name(), memory));
            }
            for (int i = 0; i < rows.length; i++) {
                Map<String, OnnxTensor> input = new HashMap<>(before.get(i % 2));
                FloatBuffer row = buffer(step.input()).put(rows[i]).flip();
                input.put(OnnxModel.INPUT, tensor(environment, row, step.input()));
                inputs.add(input);
                outputs.add(after.get(i % 2));
                results.add(written.get(i % 2).get(output.name()));
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatBuffer buffer(Shape shape) {
        return OnnxRuntimeContestant.direct(shape.elements()).asFloatBuffer();
    }

    private OnnxTensor tensor(OrtEnvironment environment, FloatBuffer memory, Shape shape) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, memory, shape.toLongs());
        tensors.add(tensor);
        return tensor;
    }

    @Override
    @SuppressWarnings("try") // The result is closed, and not used: the outputs are where they were told to be.
    public void step() {
        try (OrtSession.Result result = session.run(inputs.get(next), outputs.get(next))) {
            last = next;
            next = (next + 1) % inputs.size();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float[] output() {
        float[] copy = new float[results.get(last).capacity()];
        results.get(last).get(0, copy);
        return copy;
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
