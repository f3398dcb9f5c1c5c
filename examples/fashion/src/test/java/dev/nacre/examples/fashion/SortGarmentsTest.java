package dev.nacre.examples.fashion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortGarmentsTest {

    @TempDir
    Path directory;

    @Test
    void itLearnsGarmentsThatAreEasyToTellApart() throws IOException {
        IdxFiles.write(directory, 320);

        List<String> lines = output(directory.resolve("mistakes.png"));

        String last = lines.get(lines.size() - 1);
        assertTrue(last.matches("test accuracy: [01]\\.\\d{4} \\(\\d+ of 320\\)"), last);
        assertTrue(Double.parseDouble(last.substring(15, 21)) >= 0.9, last);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("ankle boot")), () -> String.join("\n", lines));
    }

    @Test
    void theConfusionMatrixHasARowForWhatItIsAndAColumnForWhatWasSaid() {
        ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog"));
        matrix.add(0, 0);
        matrix.add(0, 1);
        matrix.add(0, 0);
        matrix.add(1, 1);

        List<String> lines = matrix.toString().lines().toList();

        assertEquals("                 cat     dog  recall", lines.get(0));
        assertEquals("cat                2       1   0.667", lines.get(1));
        assertEquals("dog                .       1   1.000", lines.get(2));
    }

    @Test
    void thePictureHasARowForEightMistakes() throws IOException {
        ContactSheet.Entry entry = new ContactSheet.Entry(new float[Garments.PIXELS], "is a bag", "said coat");
        Path file = directory.resolve("new/sheet.png");

        ContactSheet.write(java.util.Collections.nCopies(9, entry), file);

        var image = ImageIO.read(file.toFile());
        assertEquals(8 * 120 + 8, image.getWidth());
        assertEquals(2 * 148 + 8, image.getHeight());
    }

    private String[] arguments(Path picture) {
        return new String[] {directory.toString(), picture.toString()};
    }

    private List<String> output(Path picture) throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(captured, true, UTF_8)) {
            System.setOut(capture);
            SortGarments.main(arguments(picture));
        } finally {
            System.setOut(console);
        }
        return captured.toString(UTF_8).lines().toList();
    }
}
