package dev.nacre.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;
import org.codehaus.plexus.util.MatchPatterns;

/**
 * The chosen {@code .nn} files below a source directory, in an order that is the same on every machine. Paths are absolute.
 *
 * @param baseDirectory the project's, from which paths in messages and generated text are relative
 * @param sourceDirectory root of the {@code .nn} files, which need not exist
 * @param includes Ant-style patterns of files below the source directory
 * @param excludes the same, stronger than {@code includes}
 */
record SourceTree(Path baseDirectory, Path sourceDirectory, List<String> includes, List<String> excludes) {

    SourceTree {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /**
     * Reads all files; none if the directory does not exist.
     *
     * @throws IOException also for what is called as a file, and is none: whoever gave it the name expects it to be compiled
     */
    List<Input> read() throws IOException {
        List<Input> inputs = new ArrayList<>();
        if (Files.isDirectory(sourceDirectory)) {
            refuseOthers();
        }
        for (String name : names()) {
            Path file = sourceDirectory.resolve(name);
            inputs.add(new Input(file, name, shown(file, name), bytes(file, name)));
        }
        return inputs;
    }

    private byte[] bytes(Path file, String name) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new IOException(shown(file, name) + ": no permission to read it", e);
        }
    }

    /** The scanner leaves out links to nothing, directories and pipes without a word. */
    private void refuseOthers() throws IOException {
        MatchPatterns included = MatchPatterns.from(patterns(includes));
        MatchPatterns excluded = MatchPatterns.from(patterns(excludes));
        MatchPatterns ignored = MatchPatterns.from(patterns(List.of(DirectoryScanner.DEFAULTEXCLUDES)));
        for (Path path : OtherThings.below(sourceDirectory)) {
            String name = sourceDirectory.relativize(path).toString();
            if (included.matches(name, true) && !excluded.matches(name, true) && !ignored.matches(name, true)) {
                throw new IOException(
                        shown(path, name) + " " + OtherThings.kind(path) + "; remove it, or name it in `excludes`");
            }
        }
    }

    /** As the scanner reads them: a directory stands for what is in it. */
    private static List<String> patterns(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.trim().replace('/', File.separatorChar).replace('\\', File.separatorChar))
                .map(pattern -> pattern.endsWith(File.separator) ? pattern + "**" : pattern)
                .toList();
    }

    private List<String> names() {
        if (!Files.isDirectory(sourceDirectory)) {
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(sourceDirectory.toFile());
        scanner.setIncludes(includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles())
                .map(SourceTree::withSlashes)
                .sorted()
                .toList();
    }

    private String shown(Path file, String name) {
        boolean related =
                baseDirectory.getRoot() != null && baseDirectory.getRoot().equals(file.getRoot());
        return related ? withSlashes(baseDirectory.relativize(file).toString()) : name;
    }

    private static String withSlashes(String path) {
        return path.replace(File.separatorChar, '/');
    }
}
