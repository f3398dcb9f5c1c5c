package dev.nacre.examples.benchmarks.contestant;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime at its best: input and output stay in native memory, and a call copies nothing. */
final class OnnxRuntimeContestant implements Contestant {

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

    private static final class OnnxPrediction implements Prediction {

        private final OrtSession session;
        private final FloatBuffer output;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        OnnxPrediction(OrtEnvironment environment, Problem problem) throws OrtException {
            session = environment.createSession(
                    OnnxModel.of(problem), options(problem.cell().threads()));
            Network network = problem.network();
            int batch = problem.cell().batch();
            FloatBuffer input =
                    direct(batch * network.inputs()).put(problem.inputs()).flip();
            output = direct(batch * network.outputs());
            inputs = Map.of(OnnxModel.INPUT, tensor(environment, input, batch, network.inputs()));
            outputs = Map.of(OnnxModel.OUTPUT, tensor(environment, output, batch, network.outputs()));
        }

        private static SessionOptions options(int threads) throws OrtException {
            SessionOptions options = new SessionOptions();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            return options;
        }

        private static FloatBuffer direct(int floats) {
            return ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer values, long... shape)
                throws OrtException {
            return OnnxTensor.createTensor(environment, values, shape);
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
