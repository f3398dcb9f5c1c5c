package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.Initializer;
import dev.nacre.runtime.Layout;
import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.ModelFormatException;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ModelSpecBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a file's names and shapes have to do with a model's, said in a few lines. */
@Timeout(60)
final class CheckpointMatchTest {

    /** Behind the names of a file that has everything and more. */
    private static final String HINT = "LoadOptions.ignoring(…) passes over tensors that the model has no use for";

    private static ModelSpec model(List<String> names) {
        ModelSpecBuilder builder = ModelSpec.builder("Net");
        for (int i = 0; i < names.size(); i++) {
            builder.parameter(names.get(i), 16 * i, Layout.vector(2), Initializer.constant(0), true, 2);
        }
        return builder.build();
    }

    /** A file of such arrays of two floats each. */
    private static SafetensorsFile file(List<String> names) throws IOException {
        Map<String, String> shapes = new LinkedHashMap<>();
        names.forEach(name -> shapes.put(name, "[2]"));
        return file(shapes);
    }

    private static SafetensorsFile file(Map<String, String> shapes) throws IOException {
        List<String> entries = new ArrayList<>();
        shapes.forEach((name, shape) -> entries.add("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                .formatted(name, shape, 8 * entries.size(), 8 * entries.size() + 8)));
        return Bytes.of("{" + String.join(",", entries) + "}", 8 * shapes.size())
                .open();
    }

    private static List<String> lines(ModelSpec spec, SafetensorsFile file) {
        String message = String.valueOf(assertThrows(
                        ModelFormatException.class, () -> CheckpointMatch.check(spec, file, LoadOptions.defaults()))
                .getMessage());
        List<String> lines = message.lines().toList();
        assertEquals("test.safetensors does not fit Net:", lines.get(0));
        return lines.stream().skip(1).map(String::strip).toList();
    }

    private static List<String> layers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "layers." + i + ".weight")
                .toList();
    }

    private static List<String> each(List<String> names, UnaryOperator<String> change) {
        return names.stream().map(change).toList();
    }

    @Test
    void theSameNamesFitInAnyOrder() throws IOException {
        SafetensorsFile file = file(List.of("b", "a", "c"));
        assertDoesNotThrow(() -> CheckpointMatch.check(model(List.of("a", "b", "c")), file, LoadOptions.defaults()));
    }

    @Test
    void aPrefixInTheFileIsOneDifference() throws IOException {
        List<String> names = layers(2_000);
        assertEquals(
                List.of("prefix \"module.\" before 2000 names in the file, which nn.DataParallel adds; in Python, "
                        + "{name.removeprefix(\"module.\"): tensor for name, tensor in state.items()} strips it"),
                lines(model(names), file(each(names, name -> "module." + name))));
        assertEquals(
                List.of("prefix \"model.\" before 1 name in the file; in Python, "
                        + "{name.removeprefix(\"model.\"): tensor for name, tensor in state.items()} strips it"),
                lines(model(List.of("weight")), file(List.of("model.weight"))));
    }

    @Test
    void aPrefixInTheModelIsOneDifference() throws IOException {
        List<String> names = layers(3);
        assertEquals(
                List.of("prefix \"net.body.\" missing before 3 names in the file; in Python, "
                        + "{\"net.body.\" + name: tensor for name, tensor in state.items()} adds it"),
                lines(model(each(names, name -> "net.body." + name)), file(names)));
    }

    @Test
    void whatAPrefixDoesNotExplainIsListedBesideIt() throws IOException {
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("model.a", "[2]");
        shapes.put("model.b", "[1,2]");
        shapes.put("model.c", "[2]");
        shapes.put("model.extra", "[2]");
        List<String> lines = lines(model(List.of("a", "b", "c", "gone")), file(shapes));
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("prefix \"model.\" before 3 names"), lines.get(0));
        assertEquals(
                List.of(
                        "missing \"gone\" [2]",
                        "\"model.b\": expected shape [2], found [1,2]",
                        "unexpected \"model.extra\""),
                lines.subList(1, 4));
    }

    @Test
    void manyDifferencesOfEveryKindAreCutAndCounted() throws IOException {
        Map<String, String> shapes = new LinkedHashMap<>();
        layers(1_100).forEach(name -> shapes.put(name, "[2,1]"));
        for (int i = 0; i < 900; i++) {
            shapes.put("other" + i * 7919, "[2]");
        }
        List<String> lines = lines(model(layers(2_000)), file(shapes));
        assertEquals(33, lines.size());
        assertEquals("missing \"layers.1100.weight\" [2]", lines.get(0));
        assertEquals("and 890 more missing", lines.get(10));
        assertEquals("\"layers.0.weight\": expected shape [2], found [2,1]", lines.get(11));
        assertEquals("and 1090 more of another shape or type", lines.get(21));
        assertEquals("unexpected \"other0\"", lines.get(22));
        assertEquals("and 890 more unexpected", lines.get(32));
        assertTrue(String.join("", lines).length() < 3_000);
    }

    @Test
    void aNearNameIsFoundAmongThousands() throws IOException {
        List<String> lines = lines(
                model(layers(1_500)),
                file(each(layers(1_500), name -> name.startsWith("layers.1499") ? "layers.1499.wieght" : name)));
        assertEquals(
                List.of(
                        "missing \"layers.1499.weight\" [2]; the file has \"layers.1499.wieght\"",
                        "unexpected \"layers.1499.wieght\""),
                lines);
    }

    @Test
    void aRenamedModelIsExplainedQuicklyHoweverLargeItIs() throws IOException {
        List<String> lines = lines(
                model(layers(50_000)), file(each(layers(50_000), name -> name.replace("layers.", "encoder_layers_")
                        .replace('.', '/'))));
        assertEquals(9, lines.size());
        assertEquals("and 49997 more missing", lines.get(4));
    }

    @Test
    void aFileOfAnotherModelIsSaidToBeOne() throws IOException {
        assertEquals(
                List.of(
                        "this looks like a file of another model: 4 of its 5 names are unknown here, and 5 of 6 are missing",
                        "missing \"layers.1.weight\" [2]",
                        "missing \"layers.2.weight\" [2]",
                        "missing \"layers.3.weight\" [2]",
                        "and 2 more missing",
                        "unexpected \"embedding\"",
                        "unexpected \"first\"",
                        "unexpected \"second\"",
                        "and 1 more unexpected"),
                lines(model(layers(6)), file(List.of("embedding", "layers.0.weight", "first", "second", "head"))));
    }

    @Test
    void halfOfTheNamesAreNotMostOfThem() throws IOException {
        assertEquals(
                List.of("missing \"layers.1.weight\" [2]", "missing \"layers.2.weight\" [2]", "unexpected \"other\""),
                lines(model(layers(3)), file(List.of("layers.0.weight", "other"))));
        assertEquals(
                List.of("missing \"gone\" [2]", "unexpected \"x\"", "unexpected \"y\"", "unexpected \"z\""),
                lines(model(List.of("a", "b", "gone")), file(List.of("a", "b", "x", "y", "z"))));
    }

    @Test
    void namesOfAnyLengthAndContentMakeShortLines() throws IOException {
        String endless = "x.".repeat(20_000);
        List<String> lines = lines(model(List.of("a", "b")), file(List.of("a", endless + "b", "\\u001b[31mred")));
        assertEquals(3, lines.size());
        for (String line : lines) {
            assertTrue(line.length() < 120, line);
            assertTrue(line.chars().allMatch(c -> c >= ' '), line);
        }
    }

    /** A file of two floats and, behind them, a count of batches of a type and shape. */
    private static SafetensorsFile counted(String name, String type, String shape) throws IOException {
        String count = "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[8,16]}".formatted(name, type, shape);
        return Bytes.of(
                        "{\"bn.running_mean\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}," + count + "}",
                        16)
                .open();
    }

    @Test
    void pytorchsCountOfBatchesIsPassedOverBesideARunningMean() throws IOException {
        ModelSpec spec = model(List.of("bn.running_mean"));
        SafetensorsFile file = counted("bn.num_batches_tracked", "I64", "[]");
        assertDoesNotThrow(() -> CheckpointMatch.check(spec, file, LoadOptions.defaults()));
        assertEquals(
                List.of("unexpected \"fc.num_batches_tracked\"", HINT),
                lines(spec, counted("fc.num_batches_tracked", "I64", "[]")));
        assertEquals(
                List.of("unexpected \"bn.num_batches_tracked\"", HINT),
                lines(spec, counted("bn.num_batches_tracked", "F32", "[2]")));
    }
}
