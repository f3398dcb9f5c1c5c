package dev.nacre.maven;

import dev.nacre.compiler.emit.vector.Target;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a {@link Generation} works on; all paths are absolute.
 *
 * @param baseDirectory the project's, from which paths in messages and generated text are relative
 * @param sourceDirectory root of the {@code .nn} files, which need not exist
 * @param outputDirectory root of the generated Java
 * @param manifest the file that remembers what the last successful run did
 * @param includes Ant-style patterns of files below the source directory
 * @param excludes the same, stronger than {@code includes}
 */
record Settings(
        Path baseDirectory,
        Path sourceDirectory,
        Path outputDirectory,
        Path manifest,
        List<String> includes,
        List<String> excludes,
        Charset encoding,
        Set<Target> targets) {

    Settings {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        targets = Set.copyOf(targets);
    }

    SourceTree sources() {
        return new SourceTree(baseDirectory, sourceDirectory, includes, excludes);
    }
}
