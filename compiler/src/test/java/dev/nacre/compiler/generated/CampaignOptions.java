package dev.nacre.compiler.generated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What a {@link Campaign} was asked to do. */
final class CampaignOptions {

    private static final String USAGE = """
            Options, all of which may be left out:
              --seeds FROM..TO     the models to check, the last one excluded; 0..1000
              --minutes N          begin no more models after so long; 60
              --batch N            how many models javac compiles together; 20
              --reduce SECONDS     how long to make a failing model smaller; 60
              FILE.nn …            check the models of these files instead
            """;

    private long from = 0;
    private long to = 1000;
    private Duration time = Duration.ofMinutes(60);
    private int batch = 20;
    private Duration reduction = Duration.ofSeconds(60);
    private final List<Path> files = new ArrayList<>();

    private CampaignOptions() {}

    /** @throws IllegalArgumentException with a message for people */
    static CampaignOptions parse(String... arguments) {
        CampaignOptions options = new CampaignOptions();
        Iterator<String> words = Arrays.stream(arguments)
                .flatMap(argument -> Arrays.stream(argument.trim().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.endsWith(".nn")) {
                options.files.add(Path.of(word));
            } else {
                options.set(word, words.hasNext() ? words.next() : "");
            }
        }
        return options;
    }

    private void set(String name, String value) {
        switch (name) {
            case "--seeds" -> setSeeds(value);
            case "--minutes" -> time = Duration.ofMinutes(number(name, value));
            case "--batch" -> batch = Math.toIntExact(Math.max(1, number(name, value)));
            case "--reduce" -> reduction = Duration.ofSeconds(number(name, value));
            default -> throw new IllegalArgumentException("unknown option " + name + "\n" + USAGE);
        }
    }

    private void setSeeds(String value) {
        String[] ends = value.split("\\.\\.", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("--seeds: expected FROM..TO, such as 0..1000, got \"" + value + "\"");
        }
        from = number("--seeds", ends[0]);
        to = number("--seeds", ends[1]);
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected a whole number, got \"" + value + "\"", e);
        }
    }

    /** The first seed. */
    long from() {
        return from;
    }

    /** The seed after the last. */
    long to() {
        return to;
    }

    /** After which no more models are begun. */
    Duration time() {
        return time;
    }

    /** How many models javac compiles together. */
    int batch() {
        return batch;
    }

    /** How long to make a failing model smaller. */
    Duration reduction() {
        return reduction;
    }

    /** Files whose models are to be checked instead of random ones. */
    List<Path> files() {
        return List.copyOf(files);
    }
}
