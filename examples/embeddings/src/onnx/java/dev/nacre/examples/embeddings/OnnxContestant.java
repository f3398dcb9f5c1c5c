package dev.nacre.examples.embeddings;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/**
 * ONNX Runtime with the file that the weights are from. Sentences are padded to the longest, and a mask hides the padding.
 * Inputs and outputs stay in native memory; the mean over the places, which is not in the file, is made here.
 */
final class OnnxContestant implements Contestant {

    private static final int WIDTH = SentenceEncoder.WIDTH;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxContestant(byte[] file) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        session = environment.createSession(file, options);
    }

    @Override
    public Task prepare(List<int[]> sentences) {
        try {
            return new PaddedTask(sentences);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class PaddedTask implements Task {

        private final List<int[]> sentences;
        private final int longest;
        private final FloatBuffer hidden;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;
        private final float[] rows;
        private final float[] points;

        PaddedTask(List<int[]> sentences) throws OrtException {
            this.sentences = sentences;
            int count = sentences.size();
            longest = sentences.stream().mapToInt(ids -> ids.length).max().orElseThrow();
            hidden = direct(count * longest * WIDTH * Float.BYTES).asFloatBuffer();
            rows = new float[hidden.capacity()];
            points = new float[count * WIDTH];
            inputs = Map.of(
                    "input_ids", tensor((ids, i) -> ids[i]),
                    "attention_mask", tensor((ids, i) -> 1),
                    "token_type_ids", tensor((ids, i) -> 0));
            long[] shape = {count, longest, WIDTH};
            outputs = Map.of("last_hidden_state", OnnxTensor.createTensor(environment, hidden, shape));
        }

        private OnnxTensor tensor(ToLongBiFunction<int[], Integer> element) throws OrtException {
            LongBuffer elements =
                    direct(sentences.size() * longest * Long.BYTES).asLongBuffer();
            for (int row = 0; row < sentences.size(); row++) {
                int[] ids = sentences.get(row);
                for (int i = 0; i < ids.length; i++) {
                    elements.put(row * longest + i, element.applyAsLong(ids, i));
                }
            }
            return OnnxTensor.createTensor(environment, elements, new long[] {sentences.size(), longest});
        }

        private static ByteBuffer direct(int bytes) {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }

        @Override
        @SuppressWarnings("try") // The result is closed, and not used: the output is where it was told to be.
        public void run() {
            try (OrtSession.Result result = session.run(inputs, outputs)) {
                hidden.get(0, rows);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            for (int row = 0; row < sentences.size(); row++) {
                mean(row, sentences.get(row).length);
            }
        }

        private void mean(int row, int places) {
            int from = row * longest * WIDTH;
            for (int j = 0; j < WIDTH; j++) {
                points[row * WIDTH + j] = 0;
            }
            for (int place = 0; place < places; place++) {
                for (int j = 0; j < WIDTH; j++) {
                    points[row * WIDTH + j] += rows[from + place * WIDTH + j];
                }
            }
            for (int j = 0; j < WIDTH; j++) {
                points[row * WIDTH + j] /= places;
            }
        }

        @Override
        public float[] points() {
            return points;
        }
    }
}
