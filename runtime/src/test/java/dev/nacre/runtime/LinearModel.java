package dev.nacre.runtime;

import dev.nacre.runtime.generated.FloatMath;
import dev.nacre.runtime.training.TrainingPass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** y = Wx + b by hand: what the compiler would write for {@code linear(in, out)}, as plainly as it goes. */
public final class LinearModel implements Model {

    public final int in;
    public final int out;
    private final ModelSpec spec;
    private final Parameters parameters;

    private LinearModel(int in, int out, ModelSpec spec, Parameters parameters) {
        this.in = in;
        this.out = out;
        this.spec = spec;
        this.parameters = parameters;
    }

    public static LinearModel create(int in, int out, long seed) {
        return create(in, out, seed, Layout.panels(out, in));
    }

    public static LinearModel create(int in, int out, long seed, Layout layout) {
        return create(in, Shape.of(out), seed, layout);
    }

    /** With outputs of several axes. */
    public static LinearModel create(int in, Shape shape, long seed) {
        return create(in, shape, seed, Layout.panels(shape.elements(), in));
    }

    private static LinearModel create(int in, Shape shape, long seed, Layout layout) {
        int out = shape.elements();
        Initializer uniform = Initializer.uniform(1 / Math.sqrt(in));
        ModelSpec spec = ModelSpec.builder("Linear")
                .input("x", in)
                .output("y", shape.toArray())
                .layer("0", "linear", shape.toArray())
                .parameter("0.weight", 0, layout, uniform, true, out, in)
                .parameter("0.bias", layout.size(), Layout.vector(out), uniform, true, out)
                .build();
        return new LinearModel(in, out, spec, Parameters.initialized(spec, seed));
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public InferenceSession newSession() {
        return new InferenceSession() {
            @Override
            public void predict(float[] x, float[] y) {
                predict(x, y, 1);
            }

            @Override
            public void predict(float[] xs, float[] ys, int n) {
                forward(xs, ys, n);
            }

            @Override
            public void threads(int threads) {}
        };
    }

    @Override
    public TrainingPass newTraining() {
        return new Pass();
    }

    @Override
    public Model copy() {
        return new LinearModel(in, out, spec, parameters.copy());
    }

    private int weight(int o, int k) {
        return spec.parameters().get(0).layout().index(o * in + k);
    }

    private int bias(int o) {
        return spec.parameters().get(1).offset() + o;
    }

    private void forward(float[] xs, float[] ys, int n) {
        float[] values = parameters.values();
        for (int i = 0; i < n; i++) {
            for (int o = 0; o < out; o++) {
                float sum = values[bias(o)];
                for (int k = 0; k < in; k++) {
                    sum = FloatMath.fma(values[weight(o, k)], xs[i * in + k], sum);
                }
                ys[i * out + o] = sum;
            }
        }
    }

    private final class Pass implements TrainingPass {

        private final Parameters gradients = Parameters.zeros(spec);
        private float @Nullable [] inputs;

        @Override
        public void forward(float[] xs, float[] ys, int n) {
            inputs = xs;
            LinearModel.this.forward(xs, ys, n);
        }

        @Override
        public void backward(float[] gradYs, int n) {
            float[] xs = inputs;
            if (xs == null) {
                throw new IllegalStateException("backward before forward");
            }
            float[] slopes = gradients.values();
            for (int i = 0; i < n; i++) {
                for (int o = 0; o < out; o++) {
                    float g = gradYs[i * out + o];
                    slopes[bias(o)] += g;
                    for (int k = 0; k < in; k++) {
                        int place = weight(o, k);
                        slopes[place] = FloatMath.fma(g, xs[i * in + k], slopes[place]);
                    }
                }
            }
        }

        @Override
        public void inputGradient(float[] gradXs) {
            throw new UnsupportedOperationException("trainers do not ask for it");
        }

        @Override
        public Parameters gradients() {
            return gradients;
        }

        @Override
        public void zeroGradients() {
            Arrays.fill(gradients.values(), 0);
        }

        @Override
        public void seed(long seed) {}

        @Override
        public void threads(int threads) {}
    }
}
