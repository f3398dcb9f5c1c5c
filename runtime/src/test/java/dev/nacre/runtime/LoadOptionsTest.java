package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.safetensors.HalfFormat;
import dev.nacre.runtime.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model's parameters are after they were loaded with options. */
final class LoadOptionsTest {

    @TempDir
    Path directory;

    /** A weight that is packed, one that is rounded and not packed, and a bias. */
    private static ModelSpec spec(Layout packed, int... shape) {
        Layout layout = Layout.halved(packed);
        int small = layout.size();
        int bias = small + Layout.panels(5, 3).size();
        return ModelSpec.builder("Mixed")
                .parameter("large", 0, layout, Initializer.uniform(1), true, shape)
                .parameter("small", small, Layout.panels(5, 3), Initializer.uniform(1), true, 5, 3)
                .parameter("bias", bias, Layout.vector(7), Initializer.uniform(1), true, 7)
                .build();
    }

    private Path saved(Parameters parameters) throws IOException {
        Path file = directory.resolve("mixed.safetensors");
        Checkpoint.save(parameters, file);
        return file;
    }

    private static LoadOptions weights(ElementType type) {
        return LoadOptions.defaults().weights(type);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "15, 2", "16, 3", "17, 16", "33, 17", "5, 33"})
    void everyWeightIsReadBackRoundedFromEveryLayout(int rows, int columns) throws IOException {
        int[] matrix = {rows, columns};
        checkRounded(spec(Layout.panels(rows, columns), matrix));
        checkRounded(spec(Layout.paddedRows(rows, columns), matrix));
        checkRounded(spec(Layout.windowPanels(1, rows, columns, 3), rows, columns, 3));
        checkRounded(spec(Layout.windowPanels(2, 2 * rows, columns, 3), 2 * rows, columns, 3));
        checkRounded(spec(Layout.foldPanels(1, columns, rows, 3), columns, rows, 3));
        checkRounded(spec(Layout.foldPanels(2, 2 * columns, rows, 3), 2 * columns, rows, 3));
    }

    private void checkRounded(ModelSpec spec) throws IOException {
        Parameters floats = Parameters.initialized(spec, 3);
        Path file = saved(floats);
        for (HalfFormat format : HalfFormat.values()) {
            Parameters loaded = Checkpoint.load(spec, file, weights(ElementType.valueOf(format.name())));
            for (Tensor tensor : loaded) {
                float[] expected = floats.get(tensor.name()).toArray();
                for (int i = 0; i < expected.length && tensor.shape().length > 1; i++) {
                    expected[i] = format.widened(format.rounded(expected[i]));
                }
                assertArrayEquals(expected, tensor.toArray(), spec + tensor.name());
            }
        }
    }

    @Test
    void pairsAreOfNeighbouringGroupsOfAPanel() throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters floats = Parameters.zeros(spec);
        floats.get("large").set(1, 0, 0);
        floats.get("large").set(2, 0, 1);
        floats.get("large").set(4, 0, 2);
        floats.get("large").set(8, 16, 1);
        int[] halves =
                Checkpoint.load(spec, saved(floats), weights(ElementType.BF16)).halves();
        assertEquals(2 * 2 * 16, halves.length);
        assertEquals(0x4000_3F80, halves[0]);
        assertEquals(0x0000_4080, halves[16]);
        assertEquals(0x4100_0000, halves[32]);
    }

    @Test
    void floatsAreAsWithoutOptions() throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters floats = Parameters.initialized(spec, 3);
        Parameters loaded = Checkpoint.load(spec, saved(floats), LoadOptions.defaults());
        assertArrayEquals(floats.values(), loaded.values());
        assertEquals(ElementType.F32, loaded.weights());
        assertEquals(0, loaded.halves().length);
        assertEquals(spec.parameterBytes(), loaded.bytes());
        assertEquals(
                ElementType.F32,
                weights(ElementType.BF16).weights(ElementType.F32).weights());
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void whatIsSavedIsOfItsTypeAndLoadsTheSame(ElementType type) throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters loaded = Checkpoint.load(spec, saved(Parameters.initialized(spec, 3)), weights(type));
        Path file = saved(loaded);
        try (SafetensorsFile saved = SafetensorsFile.open(file)) {
            assertEquals(type.name(), saved.dtype("large"));
            assertEquals(type.name(), saved.dtype("small"));
            assertEquals("F32", saved.dtype("bias"));
        }
        Parameters floats = Parameters.zeros(spec);
        Checkpoint.load(floats, file);
        Parameters again = Checkpoint.load(spec, file, weights(type));
        for (Tensor tensor : loaded) {
            assertArrayEquals(tensor.toArray(), floats.get(tensor.name()).toArray());
            assertArrayEquals(tensor.toArray(), again.get(tensor.name()).toArray());
        }
        assertArrayEquals(loaded.halves(), again.halves());
    }

    @Test
    void weightsOf16BitsAreReadAndNotWritten() throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters loaded = Checkpoint.load(spec, saved(Parameters.initialized(spec, 3)), weights(ElementType.BF16));
        Tensor large = loaded.get("large");
        assertEquals(large.toArray()[4], large.get(1, 1));
        assertEquals(ElementType.BF16, loaded.weights());
        assertEquals(ElementType.BF16, loaded.elements("small"));
        assertEquals(ElementType.F32, loaded.elements("bias"));
        assertArrayEquals(large.toArray(), loaded.copy().get("large").toArray());
        refuses(loaded::values);
        refuses(() -> large.set(1, 0, 0));
        refuses(() -> large.copyFrom(new float[51]));
        refuses(() -> loaded.get("bias").set(1, 0));
        refuses(() -> loaded.copyFrom(Parameters.zeros(spec)));
    }

    private static void refuses(Executable write) {
        assertEquals(
                "Mixed has weights of BF16, which can be read and predicted with, but neither trained nor written to; for that,"
                        + " load the file without LoadOptions.weights(…)",
                assertThrows(IllegalStateException.class, write).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 65520, '65520.0 at [16, 1], which is no finite number of F16 (65504 is the largest)'",
        "F16, -1e6, '-1000000.0 at [16, 1], which is no finite number of F16 (65504 is the largest)'",
        "F16, NaN, 'NaN at [16, 1], which is no finite number of F16 (65504 is the largest)'",
        "BF16, NaN, 'NaN at [16, 1], which is no finite number of BF16'",
        "BF16, Infinity, 'Infinity at [16, 1], which is no finite number of BF16'",
        "BF16, 3.4e38, '3.4E38 at [16, 1], which is no finite number of BF16'"
    })
    void aWeightThatIsNoFiniteNumberOfItsTypeIsRefusedByName(ElementType type, float value, String reason)
            throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters floats = Parameters.zeros(spec);
        floats.get("large").set(value, 16, 1);
        Path file = saved(floats);
        ModelFormatException refused =
                assertThrows(ModelFormatException.class, () -> Checkpoint.load(spec, file, weights(type)));
        assertEquals(
                file + ": large has " + reason + "; load this file with other weights(…), or with none, as floats",
                refused.getMessage());
    }

    @Test
    void biasesMayHaveAnyValue() throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Parameters floats = Parameters.zeros(spec);
        floats.get("bias").copyFrom(new float[] {1e6f, Float.NaN, Float.NEGATIVE_INFINITY, -0f, 1, 2, 1.0000001f});
        Parameters loaded = Checkpoint.load(spec, saved(floats), weights(ElementType.F16));
        assertArrayEquals(floats.get("bias").toArray(), loaded.get("bias").toArray());
    }

    @Test
    void aFileThatDoesNotFitIsRefusedAsWithoutOptions() throws IOException {
        ModelSpec spec = spec(Layout.panels(17, 3), 17, 3);
        Path file = saved(Specs.single(2, 2));
        String message = assertThrows(ModelFormatException.class, () -> Checkpoint.load(Parameters.zeros(spec), file))
                .getMessage();
        assertEquals(
                message,
                assertThrows(ModelFormatException.class, () -> Checkpoint.load(spec, file, weights(ElementType.F16)))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16"})
    void tensorsThatAreToBeIgnoredMayBeThereAndNoOthers(ElementType type) throws IOException {
        ModelSpec small = ModelSpec.builder("Small")
                .parameter("fc", 0, Layout.panels(5, 3), Initializer.uniform(1), true, 5, 3)
                .build();
        ModelSpec large = ModelSpec.builder("Large")
                .parameter("fc", 0, Layout.panels(5, 3), Initializer.uniform(1), true, 5, 3)
                .parameter("pooler.weight", 48, Layout.vector(7), Initializer.uniform(1), true, 7)
                .parameter("pooler.bias", 64, Layout.vector(7), Initializer.uniform(1), true, 7)
                .parameter("head", 80, Layout.vector(7), Initializer.uniform(1), true, 7)
                .build();
        Path file = saved(Parameters.initialized(large, 3));
        LoadOptions ignoring = weights(type).ignoring("pooler.", "he").ignoring("fc");
        Parameters expected = Checkpoint.load(large, file, weights(type));
        assertArrayEquals(
                expected.get("fc").toArray(),
                Checkpoint.load(small, file, ignoring).get("fc").toArray());
        assertEquals(
                file + " does not fit Small:\n  unexpected \"head\"\n"
                        + "  LoadOptions.ignoring(…) passes over tensors that the model has no use for",
                refusal(small, file, weights(type).ignoring("pooler.", "ead")));
        assertTrue(refusal(large, saved(Parameters.initialized(small, 3)), ignoring)
                .contains("missing \"head\" [7]"));
    }

    private static String refusal(ModelSpec spec, Path file, LoadOptions options) {
        return String.valueOf(assertThrows(ModelFormatException.class, () -> Checkpoint.load(spec, file, options))
                .getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "INT"})
    void typesOfPortsAreNoneOfWeights(ElementType type) {
        assertEquals(
                "weights are F32, BF16 or F16, got " + type + ", which is what the elements of a port are",
                assertThrows(IllegalArgumentException.class, () -> weights(type))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16", "F16"})
    void typesOfWeightsAreNoneOfPorts(ElementType type) {
        assertEquals(
                "x: the elements of a port are FLOAT or INT, got " + type,
                assertThrows(IllegalArgumentException.class, () -> new Port("x", type, Shape.of(3)))
                        .getMessage());
    }

    @Test
    void theDefaultIsFloats() {
        assertEquals("LoadOptions[weights=F32]", LoadOptions.defaults().toString());
    }
}
