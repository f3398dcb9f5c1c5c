package dev.nacre.runtime.training.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.GoldenCase;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Vectors;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OptimizerGoldenTest {

    @TestFactory
    Stream<DynamicTest> tenStepsAgreeWithPyTorch() {
        return Stream.of(
                golden("optimizer_sgd", c -> Optimizers.sgd(c.setting("lr"))),
                golden("optimizer_sgd_momentum", c -> Optimizers.sgd(c.setting("lr"))
                        .momentum(c.setting("momentum"))),
                golden("optimizer_sgd_nesterov_wd", c -> Optimizers.sgd(c.setting("lr"))
                        .nesterov(true)
                        .momentum(c.setting("momentum"))
                        .weightDecay(c.setting("weight_decay"))),
                golden("optimizer_adam", c -> Optimizers.adam(c.setting("lr"))),
                golden("optimizer_adam_wd", c -> Optimizers.adam(c.setting("lr"))
                        .weightDecay(c.setting("weight_decay"))),
                golden("optimizer_adamw", c -> Optimizers.adamw(c.setting("lr"))
                        .weightDecay(c.setting("weight_decay"))),
                golden("optimizer_rmsprop", c -> Optimizers.rmsprop(c.setting("lr"))),
                golden("optimizer_adagrad", c -> Optimizers.adagrad(c.setting("lr"))));
    }

    private static DynamicTest golden(String name, Function<GoldenCase, Optimizer> settings) {
        return DynamicTest.dynamicTest(name, () -> {
            GoldenCase golden = GoldenCase.read(name);
            float[] gradients = golden.floats("gradients");
            float[] after = golden.floats("after");
            int n = golden.floats("start").length;
            Parameters parameters = Vectors.parameters(golden.floats("start"));
            Parameters slopes = Vectors.parameters(new float[n]);
            Optimizer optimizer = settings.apply(golden);
            Optimizer.State state = optimizer.start(parameters);
            for (int step = 0; step < 10; step++) {
                slopes.get("p").copyFrom(Arrays.copyOfRange(gradients, step * n, (step + 1) * n));
                state.step(slopes, optimizer.learningRate());
                GoldenCase.assertClose(
                        Arrays.copyOfRange(after, step * n, (step + 1) * n),
                        parameters.get("p").toArray(),
                        "step " + step + ", element");
                assertPaddingIsZero(parameters, n);
            }
        });
    }

    private static void assertPaddingIsZero(Parameters parameters, int from) {
        float[] values = parameters.values();
        for (int i = from; i < values.length; i++) {
            assertEquals(0f, values[i], "padding " + i);
        }
    }
}
