package dev.nacre.runtime.training.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.Initializer;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OptimizerTest {

    /** Three steps down Σ q² from q = [1, −2]. */
    private static float[] descend(Optimizer optimizer) {
        Parameters parameters = Vectors.parameters(1, -2);
        Parameters gradients = Vectors.parameters(0, 0);
        Optimizer.State state = optimizer.start(parameters);
        for (int step = 0; step < 3; step++) {
            float[] q = parameters.get("p").toArray();
            gradients.get("p").copyFrom(new float[] {2 * q[0], 2 * q[1]});
            state.step(gradients, optimizer.learningRate());
        }
        return parameters.get("p").toArray();
    }

    @Test
    void threeStepsGiveTheCheckValues() {
        assertArrayEquals(new float[] {0.512f, -1.024f}, descend(Optimizers.sgd(0.1)), 1e-6f);
        assertArrayEquals(
                new float[] {0.062f, -0.124f}, descend(Optimizers.sgd(0.1).momentum(0.9)), 1e-6f);
        assertArrayEquals(new float[] {0.9970001f, -1.9970001f}, descend(Optimizers.adam()), 1e-6f);
        assertArrayEquals(
                new float[] {0.9967004f, -1.9964004f},
                descend(Optimizers.adamw().weightDecay(0.1)),
                1e-6f);
        assertArrayEquals(new float[] {0.7799823f, -1.7753495f}, descend(Optimizers.rmsprop()), 1e-6f);
    }

    @Test
    void dampenedMomentumTakesTheFirstGradientWhole() {
        // By hand: b = 2, q = 0.8; b = 0.5*2 + 0.75*1.6 = 2.2, q = 0.58; b = 1.1 + 0.75*1.16 = 1.97, q = 0.383.
        Optimizer optimizer = Optimizers.sgd(0.1).momentum(0.5).dampening(0.25);
        assertArrayEquals(new float[] {0.383f, -0.766f}, descend(optimizer), 1e-6f);
    }

    @Test
    void centredRmspropDividesByTheDeviation() {
        double q = 1;
        double v = 0;
        double a = 0;
        double b = 0;
        for (int step = 0; step < 3; step++) {
            double g = 2 * q;
            v = 0.99 * v + 0.01 * g * g;
            a = 0.99 * a + 0.01 * g;
            b = 0.9 * b + g / (Math.sqrt(v - a * a) + 1e-8);
            q -= 0.01 * b;
        }
        float[] actual = descend(Optimizers.rmsprop().momentum(0.9).centered(true));
        assertEquals(q, actual[0], 1e-6);
    }

    @Test
    void defaultsArePyTorchs() {
        assertEquals(new Sgd(1e-3, 0, 0, false, 0), Optimizers.sgd());
        assertEquals(new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false), Optimizers.adam());
        assertEquals(new Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, true), Optimizers.adamw());
        assertEquals(new RmsProp(1e-2, 0.99, 1e-8, 0, 0, false), Optimizers.rmsprop());
        assertEquals(new Adagrad(1e-2, 1e-10, 0), Optimizers.adagrad());
    }

    @Test
    void frozenParametersAndPaddingStay() {
        ModelSpec spec = ModelSpec.builder("Mixed")
                .parameter("a", 0, Layout.vector(3), Initializer.constant(1), true, 3)
                .parameter("frozen", 16, Layout.vector(3), Initializer.constant(1), false, 3)
                .parameter("b", 32, Layout.vector(3), Initializer.constant(1), true, 3)
                .build();
        for (Optimizer optimizer : List.of(
                Optimizers.sgd(0.1).momentum(0.9).weightDecay(0.1),
                Optimizers.sgd(0.1).weightDecay(0.1),
                Optimizers.adam(0.1).weightDecay(0.1),
                Optimizers.adamw(0.1),
                Optimizers.rmsprop(0.1).momentum(0.5).centered(true),
                Optimizers.adagrad(0.1).weightDecay(0.1))) {
            Parameters parameters = Parameters.initialized(spec, 0);
            Parameters gradients = Parameters.initialized(spec, 0);
            Optimizer.State state = optimizer.start(parameters);
            state.step(gradients, 0.1);
            state.step(gradients, 0.1);
            for (int i = 0; i < 48; i++) {
                float value = parameters.values()[i];
                boolean padding = i % 16 >= 3;
                boolean frozen = i / 16 == 1;
                assertTrue(
                        padding ? value == 0 : frozen ? value == 1 : value < 1,
                        optimizer + ", float " + i + ": " + value);
            }
        }
    }

    @Test
    void settingsWithoutSenseAreRefused() {
        for (Executable wrong : List.<Executable>of(
                () -> Optimizers.sgd(Double.NaN),
                () -> Optimizers.sgd(-0.1),
                () -> Optimizers.sgd(Double.POSITIVE_INFINITY),
                () -> Optimizers.sgd(0.1).momentum(-1),
                () -> Optimizers.sgd(0.1).dampening(Double.NaN),
                () -> Optimizers.sgd(0.1).weightDecay(Double.NaN),
                () -> Optimizers.adam(0.1).betas(1, 0.9),
                () -> Optimizers.adam(0.1).betas(0.9, Double.NaN),
                () -> Optimizers.adam(0.1).eps(0),
                () -> Optimizers.adam(0.1).eps(1e-60),
                () -> Optimizers.rmsprop(0.1).alpha(1.5),
                () -> Optimizers.adagrad(0.1).eps(Double.NaN),
                () -> Optimizers.sgd(0.1).nesterov(true).start(Vectors.parameters(1)))) {
            assertThrows(IllegalArgumentException.class, wrong);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> Optimizers.sgd(-0.1))
                .getMessage();
        assertEquals("learning rate should be at least 0 and finite, got -0.1", message);
    }
}
