package dev.nacre.examples.sentences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The public corpus of the SpamAssassin project: some 6,000 mails of 2002 and 2003 in folders of spam and of what is none.
 *
 * @param train to learn from
 * @param held every fifth mail of each folder, to test with
 */
record Mails(List<Mail> train, List<Mail> held) {

    private static final List<String> FOLDERS = List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2");
    private static final int HELD = 5;

    Mails {
        train = List.copyOf(train);
        held = List.copyOf(held);
    }

    /** Reads the five folders in a directory. */
    static Mails load(Path directory) throws IOException {
        List<Mail> train = new ArrayList<>();
        List<Mail> held = new ArrayList<>();
        for (String folder : FOLDERS) {
            List<Path> files = files(directory.resolve(folder));
            for (int i = 0; i < files.size(); i++) {
                Mail mail = Mail.read(files.get(i), folder.startsWith("spam"));
                (i % HELD == HELD - 1 ? held : train).add(mail);
            }
        }
        return new Mails(train, held);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not there: examples/sentences/README.md says how to fetch the data");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }
}
