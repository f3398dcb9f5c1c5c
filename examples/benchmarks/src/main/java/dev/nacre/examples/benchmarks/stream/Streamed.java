package dev.nacre.examples.benchmarks.stream;

import dev.nacre.examples.benchmarks.contestant.Stepper;
import dev.nacre.examples.benchmarks.contestant.nacre.NacreStepper;
import dev.nacre.examples.benchmarks.contestant.onnx.OnnxStepper;
import dev.nacre.examples.benchmarks.contestant.plain.PlainLstm;
import dev.nacre.examples.benchmarks.problem.Weights;
import java.util.List;
import java.util.SplittableRandom;

/** The models of the comparison that go step by step, written in {@code streams.nn}; here again for the others. */
enum Streamed {
    LSTM("LSTM, 32 to 64", 32) {
        @Override
        Stepper enter(Way way, float[][] rows) {
            LstmStream model = LstmStream.create(SEED);
            List<float[]> parameters = Weights.of(model.parameters()).arrays();
            return switch (way) {
                case NACRE -> new NacreStepper(model.newStream()::step, rows, 64);
                case ONNXRUNTIME -> OnnxStepper.lstm(parameters, rows);
                case PLAIN -> new PlainLstm(parameters, rows);
            };
        }
    };

    private static final long SEED = 20L;

    /** Few enough to stay in the first-level cache, and even, as ONNX Runtime's states want it. */
    private static final int ROWS = 16;

    private final String title;
    private final int inputs;

    Streamed(String title, int inputs) {
        this.title = title;
        this.inputs = inputs;
    }

    /** One that has not taken a step. */
    abstract Stepper enter(Way way, float[][] rows);

    /** One that has not taken a step, and will go through the same rows in every JVM. */
    Stepper enter(Way way) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[][] rows = new float[ROWS][inputs];
        for (float[] row : rows) {
            for (int i = 0; i < inputs; i++) {
                row[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
        return enter(way, rows);
    }

    String title() {
        return title;
    }
}
