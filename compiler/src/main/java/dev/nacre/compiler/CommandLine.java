package dev.nacre.compiler;

import dev.nacre.compiler.graph.GraphFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the user typed behind the program's name. */
record CommandLine(
        Command command,
        Optional<Path> output,
        Optional<Path> sourceDirectory,
        boolean checkOnly,
        Drawing drawing,
        List<Path> files) {

    /** Stands for the standard input in place of a file. */
    static final Path STANDARD_INPUT = Path.of("-");

    static final String USAGE = """
            usage: check [--source-directory DIR] FILE…
                   generate --output DIR [--source-directory DIR] FILE…
                   summary [--source-directory DIR] FILE…
                   graph [--format mermaid|dot] [--model NAME] [--all-copies] [--source-directory DIR] FILE…
                   format [--check] FILE…
                   format [--check] -

            check      prints the mistakes in .nn files
            generate   writes one Java class for each model below the output directory; the package of a file
                       without a package statement is its directory below the source directory
            summary    prints the layers, shapes, parameters, multiply-adds and memory of each model
            graph      prints one model as a drawing in the language of Mermaid, or of Graphviz with --format dot;
                       of copies that are alike it draws the first, unless --all-copies says otherwise
            format     rewrites the files that are not in the one style, or from - prints the standard input in it;
                       with --check writes nothing, but names the files that are not in the style

            Imports may not leave the source directory; without one it is the directory of each file.

            exit status: 0 all is well, 1 mistakes in a .nn file, or one that --check names, 2 wrong usage or
            an unreadable file, 3 a failure of the compiler itself""";

    CommandLine {
        files = List.copyOf(files);
    }

    /** How to draw which model; without a name it is the only one. */
    record Drawing(GraphFormat format, Optional<String> model, boolean allCopies) {}

    /** What to do with the files. */
    enum Command {
        CHECK,
        GENERATE,
        SUMMARY,
        GRAPH,
        FORMAT;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private List<String> options() {
            return switch (this) {
                case CHECK, SUMMARY -> List.of("--source-directory");
                case GENERATE -> List.of("--source-directory", "--output");
                case GRAPH -> List.of("--source-directory", "--format", "--model", "--all-copies");
                case FORMAT -> List.of("--check", "-");
            };
        }
    }

    /** The line cannot be followed; the message says why. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> words) throws UsageException {
        if (words.isEmpty()) {
            throw new UsageException("no command");
        }
        Reading reading = new Reading(
                command(words.get(0)), words.subList(1, words.size()).iterator());
        while (reading.rest.hasNext()) {
            reading.read(reading.rest.next());
        }
        return reading.line();
    }

    private static Command command(String word) throws UsageException {
        for (Command command : Command.values()) {
            if (command.word().equals(word)) {
                return command;
            }
        }
        throw new UsageException("there is no command " + word);
    }

    /** A line of which some words have been read. */
    private static final class Reading {

        private final Command command;
        private final Iterator<String> rest;
        private final Set<String> given = new HashSet<>();
        private final List<Path> files = new ArrayList<>();
        private Optional<Path> output = Optional.empty();
        private Optional<Path> sourceDirectory = Optional.empty();
        private Optional<String> model = Optional.empty();
        private GraphFormat format = GraphFormat.MERMAID;

        Reading(Command command, Iterator<String> rest) {
            this.command = command;
            this.rest = rest;
        }

        void read(String word) throws UsageException {
            if (!word.startsWith("-")) {
                files.add(path(word));
                return;
            } else if (!command.options().contains(word)) {
                throw new UsageException(command.word() + " has no option " + word);
            }
            boolean isNew = given.add(word);
            switch (word) {
                case "--output" -> output = Optional.of(path(argument(word, isNew, "a directory")));
                case "--source-directory" -> sourceDirectory = Optional.of(path(argument(word, isNew, "a directory")));
                case "--model" -> model = Optional.of(argument(word, isNew, "the name of a model"));
                case "--format" -> format = format(argument(word, isNew, "mermaid or dot"));
                case "-" -> files.add(STANDARD_INPUT);
                default -> {}
            }
        }

        private String argument(String option, boolean isNew, String what) throws UsageException {
            if (!isNew) {
                throw new UsageException(option + " is given twice");
            } else if (!rest.hasNext()) {
                throw new UsageException(option + " needs " + what);
            }
            return rest.next();
        }

        private static GraphFormat format(String word) throws UsageException {
            return Arrays.stream(GraphFormat.values())
                    .filter(format -> format.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--format is mermaid or dot, and not " + word));
        }

        CommandLine line() throws UsageException {
            if (files.isEmpty()) {
                throw new UsageException("no files");
            } else if (command == Command.GENERATE && output.isEmpty()) {
                throw new UsageException("generate needs --output DIR");
            } else if (files.size() > 1 && files.contains(STANDARD_INPUT)) {
                throw new UsageException("- stands alone");
            }
            Drawing drawing = new Drawing(format, model, given.contains("--all-copies"));
            return new CommandLine(command, output, sourceDirectory, given.contains("--check"), drawing, files);
        }
    }

    private static Path path(String word) throws UsageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + e.getMessage());
        }
    }
}
