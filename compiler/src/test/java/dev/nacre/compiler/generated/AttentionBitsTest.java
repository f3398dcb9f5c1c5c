package dev.nacre.compiler.generated;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Parameters;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attention between values that were projected one by one has the bits of attention that projects them itself. */
class AttentionBitsTest {

    private static final int WIDTH = 6;
    private static final int ROWS = 17;

    private static final SourceFile MODELS = new SourceFile("attention.nn", "test", """
            model Together (x: [17, 6]) < a: multihead_attention(2, causal = true) >
            model Apart (x: [17, 6]) <
              from x; q: linear(6) -> query;
              from x; k: linear(6) -> key;
              from x; v: linear(6) -> value;
              from (query, key, value); scaled_dot_product_attention(2, causal = true);
              o: linear(6)
            >
            """);

    private static final class Compiled {
        static final CompiledModels ALL = CompiledModels.of(MODELS);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void predictions(Target target) {
        Passes together = passes("Together", target);
        Passes apart = passes("Apart", target);
        share(together.model, apart.model);
        float[] x = Floats.signed(3 * ROWS * WIDTH, 17);
        Floats.assertSameBits(
                "predictions",
                together.predict(together.newSession(), x, 0, 3),
                apart.predict(apart.newSession(), x, 0, 3));
    }

    private static Passes passes(String name, Target target) {
        return new Passes(Compiled.ALL, name, target, n -> Floats.signed(n, 5));
    }

    private static void share(Model from, Model to) {
        Parameters given = from.parameters();
        float[] weights = given.get("a.in_proj_weight").toArray();
        float[] biases = given.get("a.in_proj_bias").toArray();
        String[] parts = {"q", "k", "v"};
        for (int i = 0; i < parts.length; i++) {
            int size = WIDTH * WIDTH;
            to.parameters().get(parts[i] + ".weight").copyFrom(Arrays.copyOfRange(weights, i * size, (i + 1) * size));
            to.parameters().get(parts[i] + ".bias").copyFrom(Arrays.copyOfRange(biases, i * WIDTH, (i + 1) * WIDTH));
        }
        for (String name : new String[] {"weight", "bias"}) {
            to.parameters()
                    .get("o." + name)
                    .copyFrom(given.get("a.out_proj." + name).toArray());
        }
    }
}
