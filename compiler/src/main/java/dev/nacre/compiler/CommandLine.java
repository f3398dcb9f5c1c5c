package dev.nacre.compiler;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the user typed behind the program's name. */
record CommandLine(
        Command command, Optional<Path> output, Optional<Path> sourceDirectory, boolean checkOnly, List<Path> files) {

    /** Stands for the standard input in place of a file. */
    static final Path STANDARD_INPUT = Path.of("-");

    static final String USAGE = """
            usage: check [--source-directory DIR] FILE…
                   generate --output DIR [--source-directory DIR] FILE…
                   summary [--source-directory DIR] FILE…
                   format [--check] FILE…
                   format [--check] -

            check      prints the mistakes in .nn files
            generate   writes one Java class for each model below the output directory; the package of a file
                       without a package statement is its directory below the source directory
            summary    prints the layers, shapes and parameters of each model
            format     rewrites the files that are not in the one style, or from - prints the standard input in it;
                       with --check writes nothing, but names the files that are not in the style

            Imports may not leave the source directory; without one it is the directory of each file.

            exit status: 0 all is well, 1 mistakes in a .nn file, or one that --check names, 2 wrong usage or
            an unreadable file""";

    CommandLine {
        files = List.copyOf(files);
    }

    /** What to do with the files. */
    enum Command {
        CHECK("check"),
        GENERATE("generate"),
        SUMMARY("summary"),
        FORMAT("format");

        private final String word;

        Command(String word) {
            this.word = word;
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
        Command command = command(words.get(0));
        Optional<Path> output = Optional.empty();
        Optional<Path> sourceDirectory = Optional.empty();
        boolean checkOnly = false;
        List<Path> files = new ArrayList<>();
        Iterator<String> rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--output") && command == Command.GENERATE) {
                output = Optional.of(directory(word, output, rest));
            } else if (word.equals("--source-directory") && command != Command.FORMAT) {
                sourceDirectory = Optional.of(directory(word, sourceDirectory, rest));
            } else if (word.equals("--check") && command == Command.FORMAT) {
                checkOnly = true;
            } else if (word.equals("-") && command == Command.FORMAT) {
                files.add(STANDARD_INPUT);
            } else if (word.startsWith("-")) {
                throw new UsageException(command.word + " has no option " + word);
            } else {
                files.add(path(word));
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("no files");
        } else if (command == Command.GENERATE && output.isEmpty()) {
            throw new UsageException("generate needs --output DIR");
        } else if (files.size() > 1 && files.contains(STANDARD_INPUT)) {
            throw new UsageException("- stands alone");
        }
        return new CommandLine(command, output, sourceDirectory, checkOnly, files);
    }

    private static Command command(String word) throws UsageException {
        for (Command command : Command.values()) {
            if (command.word.equals(word)) {
                return command;
            }
        }
        throw new UsageException("there is no command " + word);
    }

    private static Path directory(String option, Optional<Path> earlier, Iterator<String> rest) throws UsageException {
        if (earlier.isPresent()) {
            throw new UsageException(option + " is given twice");
        } else if (!rest.hasNext()) {
            throw new UsageException(option + " needs a directory");
        }
        return path(rest.next());
    }

    private static Path path(String word) throws UsageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + e.getMessage());
        }
    }
}
