package dev.nacre.examples.sentences;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindSpamTest {

    private static final List<String> ALIKE = List.of("the", "offer", "of", "your", "list", "and", "mail");

    @TempDir
    Path directory;

    @Test
    void itLearnsFromTheOrderOfWords() throws IOException {
        for (String folder : List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2")) {
            writeMails(folder, 40);
        }

        List<String> lines = output();

        String last = lines.get(lines.size() - 1);
        assertTrue(last.matches("test accuracy: [01]\\.\\d{4} \\(\\d+ of 40\\)"), last);
        assertTrue(Double.parseDouble(last.substring(15, 21)) >= 0.8, last);
    }

    @Test
    void aMissingFolderIsNamedAndWhereToFindIt() {
        IOException missing = assertThrows(IOException.class, () -> Mails.load(directory));

        assertTrue(missing.getMessage().contains("easy-ham-1"), missing.getMessage());
        assertTrue(missing.getMessage().contains("README.md"), missing.getMessage());
    }

    /** Spam says "buy now", other mails "now buy", among the same words. */
    private void writeMails(String folder, int count) throws IOException {
        Random random = new Random(folder.hashCode());
        Files.createDirectory(directory.resolve(folder));
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("Subject: mail\n\n");
            for (int word = 0; word < 5; word++) {
                text.append(ALIKE.get(random.nextInt(ALIKE.size()))).append(' ');
                text.append(folder.startsWith("spam") ? "buy now " : "now buy ");
            }
            Files.writeString(directory.resolve(folder).resolve(i + ".txt"), text);
        }
    }

    private List<String> output() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(captured, true, UTF_8)) {
            System.setOut(capture);
            FindSpam.main(new String[] {directory.toString()});
        } finally {
            System.setOut(console);
        }
        return captured.toString(UTF_8).lines().toList();
    }
}
