package dev.nacre.examples.benchmarks.stream;

import dev.nacre.examples.benchmarks.contestant.Stepper;
import dev.nacre.examples.benchmarks.contestant.nacre.NacreStepper;
import dev.nacre.examples.benchmarks.contestant.onnx.OnnxStepper;
import dev.nacre.examples.benchmarks.contestant.plain.PlainLstm;
import dev.nacre.examples.benchmarks.contestant.plain.PlainWaveNet;
import dev.nacre.examples.benchmarks.problem.Weights;
import java.util.List;
import java.util.SplittableRandom;

/** The models of the comparison that go step by step, written in {@code streams.nn}; here again for the others. */
enum Streamed {
    LSTM("LSTM, 32 to 64", 32, 0) {
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
    },
    WAVENET("WaveNet, ten layers of 16 channels", 1, 48_000) {
        @Override
        Stepper enter(Way way, float[][] rows) {
            WaveNetStream model = WaveNetStream.create(SEED);
            List<float[]> parameters = Weights.of(model.parameters()).arrays();
            List<Integer> dilations = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);
            return switch (way) {
                case NACRE -> new NacreStepper(model.newStream()::step, rows, 1);
                case ONNXRUNTIME -> OnnxStepper.waveNet(parameters, dilations, rows);
                case PLAIN -> new PlainWaveNet(parameters, dilations, rows);
            };
        }
    };

    private static final long SEED = 20L;

    /** Few enough to stay in the first-level cache, and even, as ONNX Runtime's states want it. */
    static final int ROWS = 16;

    private final String title;
    private final int inputs;
    private final int rate;

    Streamed(String title, int inputs, int rate) {
        this.title = title;
        this.inputs = inputs;
        this.rate = rate;
    }

    /** One that has not taken a step. */
    abstract Stepper enter(Way way, float[][] rows);

    /** One that has not taken a step, and will go through the same rows in every JVM, an even number of them. */
    Stepper enter(Way way, int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[][] rows = new float[count][inputs];
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

    /** The steps that a second of the sound has, or 0 if it is none. */
    int rate() {
        return rate;
    }
}
