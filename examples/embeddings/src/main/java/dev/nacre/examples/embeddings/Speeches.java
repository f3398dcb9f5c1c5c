package dev.nacre.examples.embeddings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Sentences of the addresses on the State of the Union that presidents of the United States gave. */
final class Speeches {

    private static final int SHORTEST = 40;
    private static final int LONGEST = 250;

    private Speeches() {}

    /** @param speech the year, and who held it */
    record Sentence(String speech, String text) {}

    /** One in so many sentences of all addresses, the oldest first. */
    static List<Sentence> load(Path directory, int step) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        List<Sentence> sentences = new ArrayList<>();
        int count = 0;
        for (Path file : files) {
            for (String text : sentences(Files.readString(file))) {
                if (count++ % step == 0) {
                    sentences.add(new Sentence(title(file), text));
                }
            }
        }
        return sentences;
    }

    /** Those that are neither remarks nor lists. */
    static List<String> sentences(String text) {
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        ends.setText(text);
        List<String> sentences = new ArrayList<>();
        int from = ends.first();
        for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
            String sentence = text.substring(from, to).strip().replaceAll("\\s+", " ");
            if (SHORTEST <= sentence.length() && sentence.length() <= LONGEST) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** {@code 1961 john f kennedy} for the file {@code 1961_john_f_kennedy_d.txt}. */
    private static String title(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('_')).replace('_', ' ');
    }
}
