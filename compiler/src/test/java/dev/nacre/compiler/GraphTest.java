package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.graph.GraphFormat;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The drawings of the models in check/accept/nesting.nn are those in graph/; run with {@code -Dnacre.update=true} to write
 * them anew, and look at them drawn.
 */
class GraphTest {

    private static final Path MODELS = Path.of("src/test/resources/check/accept");
    private static final Path DRAWINGS = Path.of("src/test/resources/graph");
    private static final Pattern MERMAID_BOX = Pattern.compile("(?m)^ +((?:in|n|out)\\d+)[\\[(]+\"(.*)\"");
    private static final Pattern MERMAID_ARROW = Pattern.compile("(?m)^ +(\\w+) -->(?:\\|.*\\|)? (\\w+)$");
    private static final Pattern DOT_BOX = Pattern.compile("(?m)^ +((?:in|n|out)\\d+) \\[label=\"(.*?)\"");
    private static final Pattern DOT_ARROW = Pattern.compile("(?m)^ +(\\w+) -> (\\w+)(?: \\[.*])?;$");

    @TestFactory
    Stream<DynamicTest> modelsAreDrawnAsTheyWere() throws IOException {
        return networks().stream().flatMap(network -> Stream.of(GraphFormat.values())
                .map(format -> DynamicTest.dynamicTest(network.name() + " " + format, () -> compare(network, format))));
    }

    private static void compare(Network network, GraphFormat format) throws IOException {
        Path expected = DRAWINGS.resolve(network.name() + "." + format.word());
        String text = format.of(network, false);
        if (Boolean.getBoolean("nacre.update")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }

    @Test
    void everyLayerAndPortIsOneBoxAndEveryReadingOneArrow() throws IOException {
        for (Network network : networks()) {
            check(network, GraphFormat.MERMAID, MERMAID_BOX, MERMAID_ARROW, "<br/>");
            check(network, GraphFormat.DOT, DOT_BOX, DOT_ARROW, "\\n");
        }
    }

    private static void check(Network network, GraphFormat format, Pattern box, Pattern arrow, String lineBreak) {
        String text = format.of(network, true);
        Map<String, String> titles = new HashMap<>();
        List<MatchResult> boxes = box.matcher(text).results().toList();
        boxes.forEach(found -> titles.put(found.group(1), firstLine(found.group(2), lineBreak)));
        assertEquals(boxes.size(), titles.size(), text);
        assertEquals(expectedBoxes(network), titles.values().stream().sorted().toList());
        List<String> arrows = arrow.matcher(text)
                .results()
                .map(found -> titles.get(found.group(1)) + " -> " + titles.get(found.group(2)))
                .sorted()
                .toList();
        assertEquals(expectedArrows(network), arrows);
    }

    private static String firstLine(String text, String lineBreak) {
        int end = text.indexOf(lineBreak);
        return end < 0 ? text : text.substring(0, end);
    }

    private static List<String> expectedBoxes(Network network) {
        List<String> expected = new ArrayList<>();
        network.inputs().forEach(port -> expected.add(title(port)));
        network.layers().forEach(layer -> expected.add(layer.path()));
        network.outputs().forEach(port -> expected.add(title(port)));
        return expected.stream().sorted().toList();
    }

    private static List<String> expectedArrows(Network network) {
        List<String> expected = new ArrayList<>();
        for (Layer layer : network.layers()) {
            layer.inputs().forEach(value -> expected.add(title(network, value) + " -> " + layer.path()));
        }
        network.outputs().forEach(port -> expected.add(title(network, port.value()) + " -> " + title(port)));
        return expected.stream().sorted().toList();
    }

    private static String title(Network network, int value) {
        int inputs = network.inputs().size();
        return value < inputs
                ? title(network.inputs().get(value))
                : network.layers().get(value - inputs).path();
    }

    private static String title(Network.Port port) {
        return port.name() + ": " + port.type();
    }

    @Test
    void framesEndWhereTheyShould() throws IOException {
        for (Network network : networks()) {
            for (boolean allCopies : List.of(true, false)) {
                checkDepth(GraphFormat.MERMAID.of(network, allCopies), " *subgraph .*", " *end");
                checkDepth(GraphFormat.DOT.of(network, allCopies), ".*\\{", " *}");
            }
        }
    }

    private static void checkDepth(String text, String begin, String end) {
        int depth = 0;
        for (String line : text.lines().toList()) {
            depth += line.matches(begin) ? 1 : line.matches(end) ? -1 : 0;
            assertTrue(depth >= 0, text);
        }
        assertEquals(0, depth, text);
    }

    @Test
    void copiesAreFoldedUnlessAllAreWanted() {
        Network network = network("model M (x: [4]) -> (y: [4]) < repeat(500) < linear(4); relu > >");
        String folded = GraphFormat.MERMAID.of(network, false);
        assertTrue(folded.contains("1..499<br/>499 copies as 0<br/>[4]"), folded);
        assertTrue(folded.lines().count() < 25, folded);
        assertFalse(GraphFormat.MERMAID.of(network, true).contains("copies as"));
    }

    @Test
    void whatReachesIntoCopiesArrivesOnce() {
        Network network = network(
                "model M (x: [4]) -> (y: [4]) <" + " linear(4) -> skip; repeat(9) < linear(4); add(skip); tanh > >");
        String folded = GraphFormat.DOT.of(network, false);
        assertEquals(
                2,
                DOT_ARROW
                        .matcher(folded)
                        .results()
                        .filter(arrow -> arrow.group(2).equals("n4"))
                        .count(),
                folded);
    }

    private static Network network(String text) {
        return NnCompiler.check(List.of(new SourceFile("m.nn", "", text)), new Diagnostics())
                .get(0);
    }

    private static List<Network> networks() throws IOException {
        SourceFile file = new SourceFile("nesting.nn", "", Files.readString(MODELS.resolve("nesting.nn")));
        return NnCompiler.check(List.of(file), new Diagnostics());
    }
}
