package dev.nacre.examples.benchmarks.contestant.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime at its best: input and output stay in native memory, and a call copies nothing. */
public final class OnnxRuntimeContestant implements Contestant {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    @Override
    public String version() {
        return environment.getVersion();
    }

    @Override
    public Prediction prediction(Problem problem) {
        try {
            return new OnnxPrediction(environment, problem);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Training training(Problem problem) {
        throw new UnsupportedOperationException(
                "ONNX Runtime's Java library for training is not published for the desktop");
    }

    static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        return options;
    }

    /** Room for so many numbers of four bytes. */
    static ByteBuffer direct(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    private static final class OnnxPrediction implements Prediction {

        private final OrtSession session;
        private final FloatBuffer output;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        OnnxPrediction(OrtEnvironment environment, Problem problem) throws OrtException {
            OnnxModel model = OnnxModel.of(problem);
            session = environment.createSession(
                    model.file(), options(problem.cell().threads()));
            Network network = problem.network();
            int batch = problem.cell().batch();
            output = direct(batch * network.outputs()).asFloatBuffer();
            inputs = Map.of(OnnxModel.INPUT, input(environment, problem));
            outputs = Map.of(
                    model.output(),
                    OnnxTensor.createTensor(environment, output, new long[] {batch, network.outputs()}));
        }

        private static OnnxTensor input(OrtEnvironment environment, Problem problem) throws OrtException {
            long[] shape =
                    problem.network().input().times(problem.cell().batch()).toLongs();
            ByteBuffer memory =
                    direct(problem.cell().batch() * problem.network().inputs());
            return problem.network().vocabulary() > 0
                    ? OnnxTensor.createTensor(
                            environment,
                            memory.asIntBuffer().put(problem.tokens()).flip(),
                            shape)
                    : OnnxTensor.createTensor(
                            environment,
                            memory.asFloatBuffer().put(problem.inputs()).flip(),
                            shape);
        }

        @Override
        @SuppressWarnings("try") // The result is closed, and not used: the output is where it was told to be.
        public void run() {
            try (OrtSession.Result result = session.run(inputs, outputs)) {
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[] outputs() {
            float[] copy = new float[output.capacity()];
            output.get(0, copy);
            return copy;
        }

        @Override
        public void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
