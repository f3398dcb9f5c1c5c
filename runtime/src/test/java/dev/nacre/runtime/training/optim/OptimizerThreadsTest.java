package dev.nacre.runtime.training.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.runtime.LinearModel;
import dev.nacre.runtime.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads share the elements of an update, and each element's bits stay what they are on one thread. */
final class OptimizerThreadsTest {

    private static final List<Optimizer> OPTIMIZERS = List.of(
            Optimizers.sgd(0.1),
            Optimizers.sgd(0.1).momentum(0.9).nesterov(true),
            Optimizers.adam(0.1),
            Optimizers.adamw(0.1),
            Optimizers.rmsprop(0.1),
            Optimizers.rmsprop(0.1).centered(true),
            Optimizers.adagrad(0.1));

    @Test
    void parametersHaveTheSameBitsOnAnyNumberOfThreads() {
        for (Optimizer optimizer : OPTIMIZERS) {
            float[] expected = trained(optimizer, 1);
            assertArrayEquals(expected, trained(optimizer, 2), optimizer + " on 2 threads");
            assertArrayEquals(expected, trained(optimizer, 3), optimizer + " on 3 threads");
        }
    }

    /** More parameters than a thread takes at a time. */
    private static float[] trained(Optimizer optimizer, int threads) {
        LinearModel model = LinearModel.create(300, 170, 4);
        Parameters gradients = LinearModel.create(300, 170, 5).parameters();
        Optimizer.State state = optimizer.start(model.parameters());
        state.threads(threads);
        for (int step = 0; step < 3; step++) {
            state.step(gradients, 0.1);
        }
        return model.parameters().values();
    }

    @Test
    void lessThanOneThreadIsRefused() {
        Optimizer.State state =
                Optimizers.sgd(0.1).start(LinearModel.create(2, 2, 1).parameters());
        assertThrows(IllegalArgumentException.class, () -> state.threads(0));
    }
}
