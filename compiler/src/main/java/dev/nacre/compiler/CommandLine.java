package dev.nacre.compiler;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the user typed behind the program's name. */
record CommandLine(Command command, Optional<Path> output, Optional<Path> sourceDirectory, List<Path> files) {

    static final String USAGE = """
            usage: check [--source-directory DIR] FILE…
                   generate --output DIR [--source-directory DIR] FILE…
                   summary [--source-directory DIR] FILE…

            check      prints the mistakes in .nn files
            generate   writes one Java class for each model below the output directory; the package of a file
                       without a package statement is its directory below the source directory
            summary    prints the layers, shapes and parameters of each model

            Imports may not leave the source directory; without one it is the directory of each file.

            exit status: 0 all is well, 1 mistakes in a .nn file, 2 wrong usage or an unreadable file""";

    CommandLine {
        files = List.copyOf(files);
    }

    /** What to do with the files. */
    enum Command {
        CHECK("check"),
        GENERATE("generate"),
        SUMMARY("summary");

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
        List<Path> files = new ArrayList<>();
        Iterator<String> rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--output") && command == Command.GENERATE) {
                output = Optional.of(directory(word, output, rest));
            } else if (word.equals("--source-directory")) {
                sourceDirectory = Optional.of(directory(word, sourceDirectory, rest));
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
        }
        return new CommandLine(command, output, sourceDirectory, files);
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
