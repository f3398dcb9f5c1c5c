package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A valid file with one mistake gives one error: what depends on the mistake is passed over. */
class OneMistakeTest {

    private static final int SAMPLED = 900;
    private static final double LEAST_SHARE_TOLD = 0.9;

    @Test
    void oneMistakeGivesOneError() throws IOException {
        List<Case> mistakes = new ArrayList<>();
        for (Path path : files()) {
            SourceFile file = file(path, Files.readString(path));
            SingleMistakes.in(file).forEach(mistake -> mistakes.add(new Case(path, mistake)));
        }
        Collections.shuffle(mistakes, new Random(1));
        List<Case> sampled = mistakes.subList(0, Math.min(mistakes.size(), SAMPLED));
        int told = 0;
        for (Case one : sampled) {
            Checking checking = Checking.of(file(one.path(), one.mistake().text()));
            String what = one.path() + ", " + one.mistake().what();
            assertTrue(checking.diagnostics().size() <= 1, () -> what + "\n" + checking.rendered());
            told += checking.diagnostics().size();
        }
        // Some are none: a size that is not needed may be any, and what is in a block that nobody uses is not looked
        // at.
        assertTrue(told > LEAST_SHARE_TOLD * sampled.size(), told + " of " + sampled.size());
    }

    /** A mistake in a file. */
    private record Case(Path path, SingleMistakes.Mistake mistake) {}

    private static SourceFile file(Path path, String text) {
        return new SourceFile(path.getFileName().toString(), text.startsWith("package") ? "com/acme" : "", text);
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("check/accept", "generated")) {
            try (Stream<Path> all = Files.list(Path.of("src/test/resources", folder))) {
                all.filter(path -> path.toString().endsWith(".nn")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
