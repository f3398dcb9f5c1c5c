package dev.nacre.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    @Test
    void itPrintsTheWeightsAndPredictsWithThem() {
        String output = String.join("\n", output());

        for (String expected : List.of("0.1806", "-0.0349", "-0.1638", "-0.2685", "relu(50) = 50.0, relu(-50) = 0.0")) {
            assertTrue(output.contains(expected), () -> expected + " is not in:\n" + output);
        }
        assertEquals(-0.6491f, predictions().get(0), 1e-6f);
    }

    @Test
    void randomWeightsStayInTheBoundsOfTheirInitialisation() {
        double bound = 1 / Math.sqrt(3);

        assertEquals(0, predictions().get(1), 7 * bound);
    }

    private static List<Float> predictions() {
        return output().stream()
                .filter(line -> line.startsWith("line("))
                .map(line -> Float.parseFloat(line.substring(line.indexOf('=') + 1)))
                .toList();
    }

    private static List<String> output() {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(captured, true, UTF_8)) {
            System.setOut(capture);
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        return captured.toString(UTF_8).lines().toList();
    }
}
