package dev.nacre.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;

/** The chosen {@code .nn} files below a source directory, in an order that is the same on every machine. */
record SourceTree(Settings settings) {

    /** Reads all files; none if the directory does not exist. */
    List<Input> read() throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (String name : names()) {
            Path file = settings.sourceDirectory().resolve(name);
            inputs.add(new Input(file, name, shown(file, name), Files.readAllBytes(file)));
        }
        return inputs;
    }

    private List<String> names() {
        if (!Files.isDirectory(settings.sourceDirectory())) {
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(settings.sourceDirectory().toFile());
        scanner.setIncludes(settings.includes().toArray(String[]::new));
        scanner.setExcludes(settings.excludes().toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles())
                .map(SourceTree::withSlashes)
                .sorted()
                .toList();
    }

    private String shown(Path file, String name) {
        Path base = settings.baseDirectory();
        boolean related = base.getRoot() != null && base.getRoot().equals(file.getRoot());
        return related ? withSlashes(base.relativize(file).toString()) : name;
    }

    private static String withSlashes(String path) {
        return path.replace(File.separatorChar, '/');
    }
}
