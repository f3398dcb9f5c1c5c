package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that is masked out takes no part, whatever it is; attention to no key at all is zero. */
class KeyMaskTest {

    private static final int ROWS = 3;
    private static final int KEYS = 17;
    private static final int SHORT = 5;
    private static final int WIDTH = 6;

    private static final String TEXT = """
            model Open (x: [3,6], m: [17,6]) < from x; cross_attention(2, memory = m) >
            model Fewer (x: [3,6], m: [5,6]) < from x; cross_attention(2, memory = m) >
            model Masked (x: [3,6], m: [17,6], keys: int[17]) < from x; cross_attention(2, memory = m, mask = keys) >
            model Between (x: [3,6], m: [17,6], keys: int[17]) <
              from (x, m, m); scaled_dot_product_attention(2, mask = keys) >
            """;

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(TEXT);
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** A mask that lets the first keys be seen. */
    private static int[] first(int count) {
        int[] mask = new int[KEYS];
        Arrays.fill(mask, 0, count, 1);
        return mask;
    }

    private static final float[] X = numbers(ROWS * WIDTH, 1);
    private static final float[] MEMORY = numbers(KEYS * WIDTH, 2);

    /** What a training step makes of a sample: outputs, gradients of inputs, and gradients of parameters. */
    private static Map<String, float[]> trained(String name, Target target, Object... inputs) {
        Model model = Compiled.MODELS.create(name, target, 3);
        TrainingPass pass = model.newTraining();
        Map<String, float[]> results = new LinkedHashMap<>();
        float[] y = new float[ROWS * WIDTH];
        float[] gradX = new float[ROWS * WIDTH];
        float[] gradMemory = new float[((float[]) inputs[1]).length];
        pass.forward(PortArrays.of(inputs), PortArrays.of(y), 1);
        pass.backward(PortArrays.of(numbers(y.length, 4)), 1);
        pass.inputGradient(PortArrays.of(gradX, gradMemory));
        float[] predicted = new float[y.length];
        model.newSession().predict(PortArrays.of(inputs), PortArrays.of(predicted));
        Floats.assertSameBits(name, predicted, y);
        results.put("y", y);
        results.put("x", gradX);
        results.put("m", gradMemory);
        for (Tensor gradient : pass.gradients()) {
            results.put(gradient.name(), gradient.toArray());
        }
        return results;
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
        expected.forEach((name, values) -> Floats.assertSameBits(
                name, values, Arrays.copyOf(actual.getOrDefault(name, new float[0]), values.length)));
    }

    /** Zeros of either sign. */
    private static void assertZero(String name, float[] values) {
        assertArrayEquals(new float[values.length], values, Float.MIN_VALUE, name);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aMaskThatHidesNothingChangesNoBit(Target target) {
        assertSame(trained("Open", target, X, MEMORY), trained("Masked", target, X, MEMORY, first(KEYS)));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void hiddenKeysBehindTheOthersLeaveTheBitsOfAShorterMemory(Target target) {
        float[] shorter = Arrays.copyOf(MEMORY, SHORT * WIDTH);
        Map<String, float[]> masked = trained("Masked", target, X, MEMORY, first(SHORT));
        assertSame(trained("Fewer", target, X, shorter), masked);
        float[] hidden = Arrays.copyOfRange(masked.getOrDefault("m", new float[0]), SHORT * WIDTH, KEYS * WIDTH);
        assertZero("gradients of hidden rows", hidden);
    }

    /** What is hidden in a memory reaches the gradient of the weight that projects it, as 0 times what it is. */
    @ParameterizedTest
    @EnumSource(Target.class)
    void whatIsHiddenMayBeInfiniteOrNaN(Target target) {
        float[] wild = MEMORY.clone();
        for (int i = SHORT * WIDTH; i < wild.length; i++) {
            wild[i] = new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}[i % 3];
        }
        assertSame(
                trained("Between", target, X, MEMORY, first(SHORT)), trained("Between", target, X, wild, first(SHORT)));
        Floats.assertSameBits(
                "y",
                trained("Masked", target, X, MEMORY, first(SHORT)).getOrDefault("y", new float[0]),
                trained("Masked", target, X, wild, first(SHORT)).getOrDefault("y", new float[0]));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void whoSeesNothingTakesNothing(Target target) {
        Map<String, float[]> none = trained("Between", target, X, MEMORY, first(0));
        none.forEach(KeyMaskTest::assertZero);
        Map<String, float[]> projected = trained("Masked", target, X, MEMORY, first(0));
        for (String name : new String[] {"x", "m", "0.in_proj_weight", "0.in_proj_bias", "0.out_proj.weight"}) {
            assertZero(name, projected.getOrDefault(name, new float[] {Float.NaN}));
        }
    }
}
