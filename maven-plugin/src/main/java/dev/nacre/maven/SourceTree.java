package dev.nacre.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;

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

    /** Reads all files; none if the directory does not exist. */
    List<Input> read() throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (String name : names()) {
            Path file = sourceDirectory.resolve(name);
            inputs.add(new Input(file, name, shown(file, name), Files.readAllBytes(file)));
        }
        return inputs;
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
