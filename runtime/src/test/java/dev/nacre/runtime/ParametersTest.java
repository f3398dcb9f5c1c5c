package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33})
    void tensorsKeepRowMajorOrderInEveryLayoutAndPaddingStaysZero(int n) {
        for (Layout layout : List.of(Layout.panels(n, 3), Layout.paddedRows(n, 3), Layout.vector(3 * n))) {
            Parameters parameters = Parameters.zeros(ModelSpec.builder("M")
                    .parameter("w", 16, layout, Initializer.constant(0), true, n, 3)
                    .build());
            float[] elements = new float[3 * n];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = i % 2 == 0 ? i + 1 : Float.NaN;
            }
            Tensor tensor = parameters.get("w");
            tensor.copyFrom(elements);
            assertArrayEquals(elements, tensor.toArray());
            assertEquals(elements[3 * n - 1], tensor.get(n - 1, 2));
            int zeros = 0;
            for (float value : parameters.values()) {
                zeros += value == 0 ? 1 : 0;
            }
            assertEquals(parameters.values().length - elements.length, zeros);
        }
    }

    @Test
    void tensorsAreLiveViews() {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        Tensor weight = parameters.get("0.weight");
        weight.set(2.5f, 15, 2);
        assertEquals(2.5f, parameters.values()[2 * 16 + 15]);
        assertArrayEquals(new int[] {16, 3}, weight.shape());
        assertNotSame(weight.shape(), weight.shape());
    }

    @Test
    void wrongLengthsAndIndicesAreRefusedAndNothingChanges() {
        Parameters parameters = Parameters.initialized(Specs.scorer(), 1);
        float[] before = parameters.values().clone();
        Tensor weight = parameters.get("0.weight");
        assertMessage("Scorer: 0.weight [16,3] has 48 elements, got 47", () -> weight.copyFrom(new float[47]));
        assertMessage("Scorer: 0.weight [16,3]: index 3 is outside axis 1 of size 3", () -> weight.get(0, 3));
        assertMessage("Scorer: 0.weight [16,3]: index -1 is outside axis 0 of size 16", () -> weight.set(1, -1, 0));
        assertMessage("Scorer: 0.weight [16,3] takes 2 indices, got 1", () -> weight.get(0));
        assertArrayEquals(before, parameters.values());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestOnes() {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        assertMessage(
                "Scorer has no parameter \"0.weigth\"; did you mean \"0.weight\"?", () -> parameters.get("0.weigth"));
        assertMessage(
                "Scorer has no parameter \"module.2.bias\"; did you mean \"2.bias\"?",
                () -> parameters.get("module.2.bias"));
        assertMessage("Scorer has no parameter \"gamma\"", () -> parameters.get("gamma"));
        assertTrue(parameters.contains("2.bias"));
        assertTrue(!parameters.contains("gamma"));
    }

    @Test
    void theOrderIsPyTorchs() {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        List<String> iterated = new ArrayList<>();
        parameters.forEach(tensor -> iterated.add(tensor.name()));
        assertEquals(List.of("0.weight", "0.bias", "2.weight", "2.bias"), iterated);
        assertEquals(iterated, parameters.names());
        assertEquals(4, parameters.size());
    }

    @Test
    void everyWriteChangesTheVersion() {
        Parameters parameters = Parameters.zeros(Specs.scorer());
        long version = parameters.version();
        parameters.get("2.bias").copyFrom(new float[] {1});
        assertNotEquals(version, version = parameters.version());
        parameters.get("2.bias").set(1, 0);
        assertNotEquals(version, version = parameters.version());
        parameters.copyFrom(Parameters.zeros(parameters.spec()));
        assertNotEquals(version, parameters.version());
    }

    @Test
    void copiesAreIndependent() {
        Parameters original = Parameters.initialized(Specs.scorer(), 3);
        Parameters copy = original.copy();
        assertArrayEquals(original.values(), copy.values());
        float kept = copy.get("2.bias").get(0);
        original.get("2.bias").set(kept + 1, 0);
        assertEquals(kept, copy.get("2.bias").get(0));
        assertThrows(IllegalArgumentException.class, () -> original.copyFrom(Specs.single(1)));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
