package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.parse.MutatedText;
import dev.nacre.compiler.source.DiagnosticSize;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes mistakes at random in all valid files of the tests, and checks what is said of them; see {@code docs/campaigns.md}. */
public final class TextCampaign {

    private static final List<String> FOLDERS = List.of("parse/accept", "check/accept", "generated");
    private static final int MOST_MUTATIONS = 12;

    private final Map<Path, String> texts = new LinkedHashMap<>();
    private final Map<Path, List<SingleMistakes.Mistake>> mistakes = new LinkedHashMap<>();
    private final Map<Path, List<String>> tokens = new LinkedHashMap<>();
    private final List<Path> paths;

    private int rejected;
    private int valid;
    private int single;

    private TextCampaign(Path resources) throws IOException {
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(resources.resolve(folder))) {
                for (Path path : files.filter(file -> file.toString().endsWith(".nn"))
                        .sorted()
                        .toList()) {
                    texts.put(path, Files.readString(path));
                }
            }
        }
        this.paths = List.copyOf(texts.keySet());
    }

    /** Two arguments: the seeds as {@code FROM..TO}, and for how many minutes new ones are begun. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !arguments[0].matches("\\d+\\.\\.\\d+") || !arguments[1].matches("\\d+")) {
            System.err.println("usage: FROM..TO MINUTES");
            System.exit(2);
        }
        long from = Long.parseLong(arguments[0].substring(0, arguments[0].indexOf('.')));
        long to = Long.parseLong(arguments[0].substring(arguments[0].lastIndexOf('.') + 1));
        System.exit(new TextCampaign(Path.of("src/test/resources")).run(from, to, Long.parseLong(arguments[1])));
    }

    private int run(long from, long to, long minutes) {
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        long seed = from;
        int failures = 0;
        for (; seed < to && System.nanoTime() < end; seed++) {
            try {
                check(seed);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                failures++;
                System.out.println("seed " + seed + ": " + e);
            }
        }
        System.out.println("seeds " + from + ".." + seed + ": " + (rejected + valid) + " mutated texts, of which "
                + valid + " were valid, and " + single + " single mistakes; failures: " + failures);
        return failures == 0 ? 0 : 1;
    }

    private void check(long seed) {
        Random random = new Random(seed);
        Path path = paths.get(random.nextInt(paths.size()));
        mutate(path, random, seed);
        Path folder = path.getParent();
        if (folder == null || !folder.endsWith("parse/accept")) {
            makeMistake(path, random, seed);
        }
    }

    private void mutate(Path path, Random random, long seed) {
        List<String> cut = tokens.computeIfAbsent(path, file -> MutatedText.tokens(text(file)));
        String text = MutatedText.of(cut, 1 + random.nextInt(MOST_MUTATIONS), random);
        MutatedText.check(text, "seed " + seed);
        Checking checking = Checking.of(file(path, text));
        checking.diagnostics().forEach(DiagnosticSize::check);
        if (checking.diagnostics().isEmpty()) {
            valid++;
        } else {
            rejected++;
        }
    }

    private void makeMistake(Path path, Random random, long seed) {
        List<SingleMistakes.Mistake> all =
                mistakes.computeIfAbsent(path, file -> new ArrayList<>(SingleMistakes.in(file(file, text(file)))));
        SingleMistakes.Mistake mistake = all.get(random.nextInt(all.size()));
        Checking checking = Checking.of(file(path, mistake.text()));
        single++;
        assertTrue(
                checking.diagnostics().size() <= 1,
                () -> "seed " + seed + ", " + path + ", " + mistake.what() + "\n" + checking.rendered());
        checking.diagnostics().forEach(DiagnosticSize::check);
    }

    private String text(Path path) {
        String text = texts.get(path);
        if (text == null) {
            throw new UncheckedIOException(new IOException(path.toString()));
        }
        return text;
    }

    private static SourceFile file(Path path, String text) {
        return new SourceFile(path.getFileName().toString(), text.startsWith("package") ? "com/acme" : "", text);
    }
}
