package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class InitializerTest {

    @Test
    void valuesDependOnSeedAndPlaceAndNotOnTheLayout() {
        float[] packed = drawn(Layout.panels(17, 33), 5);
        assertArrayEquals(packed, drawn(Layout.paddedRows(17, 33), 5));
        assertArrayEquals(packed, drawn(Layout.vector(17 * 33), 5));
        assertFalse(Arrays.equals(packed, drawn(Layout.panels(17, 33), 6)));
    }

    private static float[] drawn(Layout layout, long seed) {
        return Parameters.initialized(
                        ModelSpec.builder("M")
                                .parameter("w", 0, layout, Initializer.uniform(0.5), true, 17, 33)
                                .build(),
                        seed)
                .get("w")
                .toArray();
    }

    @Test
    void parametersOfOneShapeAreDrawnApart() {
        Initializer uniform = Initializer.uniform(1);
        Parameters parameters = Parameters.initialized(
                ModelSpec.builder("M")
                        .parameter("a", 0, Layout.vector(16), uniform, true, 16)
                        .parameter("b", 16, Layout.vector(16), uniform, true, 16)
                        .build(),
                1);
        assertFalse(
                Arrays.equals(parameters.get("a").toArray(), parameters.get("b").toArray()));
    }

    @Test
    void uniformFillsItsBoundsOnBothSides() {
        float[] values = new float[100_000];
        Initializer.uniform(0.125).fill(values, Shape.of(values.length), 7);
        double sum = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        assertTrue(least >= -0.125f && least < -0.1249f, "least " + least);
        assertTrue(most <= 0.125f && most > 0.1249f, "most " + most);
        // Five standard deviations of the mean of 100,000 values.
        assertEquals(0, sum / values.length, 5 * 0.125 / Math.sqrt(3 * 100_000));
    }

    @Test
    void constantsFillTheElementsAndNotThePadding() {
        Parameters parameters = Parameters.initialized(
                ModelSpec.builder("M")
                        .parameter("slope", 0, Layout.vector(17), Initializer.constant(0.25), true, 17)
                        .build(),
                1);
        assertEquals(0.25f, parameters.values()[16]);
        assertEquals(0f, parameters.values()[17]);
    }

    @Test
    void boundsThatAreNoBoundsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Initializer.uniform(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Initializer.uniform(-1));
        assertThrows(IllegalArgumentException.class, () -> Initializer.uniform(Double.POSITIVE_INFINITY));
    }

    @Test
    void theFirstValuesOfASeedAreTheSameForEver() {
        assertEquals(
                -513284516,
                Arrays.hashCode(Parameters.initialized(Specs.scorer(), 42).values()));
    }

    @Test
    void theRowForPaddingIsZeroAndTheOthersAreAsWithoutIt() {
        float[] plain = new float[12];
        Initializer.normal(0, 1).fill(plain, Shape.of(4, 3), 7);
        float[] padded = new float[12];
        Arrays.fill(padded, Float.NaN);
        Initializer.paddedNormal(0, 1, 2).fill(padded, Shape.of(4, 3), 7);
        Arrays.fill(plain, 6, 9, 0);
        assertArrayEquals(plain, padded);
        assertThrows(IllegalArgumentException.class, () -> Initializer.paddedNormal(0, 1, -1));
        Initializer beyond = Initializer.paddedNormal(0, 1, 4);
        assertThrows(IllegalArgumentException.class, () -> beyond.fill(padded, Shape.of(4, 3), 7));
    }
}
