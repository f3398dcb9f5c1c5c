package dev.nacre.examples.digits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadDigitsTest {

    @Test
    void itLearnsToReadDigitsThatItHasNeverSeen() throws IOException {
        List<String> lines = output();
        String last = lines.get(lines.size() - 1);

        assertTrue(last.matches("test accuracy: 0\\.\\d{3} \\(\\d+ of 359\\)"), last);
        assertTrue(Double.parseDouble(last.substring(15, 20)) >= 0.97, last);
        assertEquals(3, lines.stream().filter(line -> line.contains("reads ")).count());
        assertEquals(
                1, lines.stream().filter(line -> line.contains("same bits")).count());
    }

    private static List<String> output() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(captured, true, UTF_8)) {
            System.setOut(capture);
            ReadDigits.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        return captured.toString(UTF_8).lines().toList();
    }
}
