package dev.nacre.maven;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.grammar.NnParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The compiler, and what tells it from any other.
 *
 * @param identity changes whenever the compiler may give other output for the same input
 */
record Compiler(String identity, BiFunction<List<SourceFile>, CompilerOptions, Compilation> function) {

    /** The one on this plugin's class path. Its identity comes from its classes: a snapshot changes without a new version. */
    static Compiler bundled() throws IOException {
        Fingerprint identity = new Fingerprint();
        for (Class<?> part : List.of(NnParser.class, NnCompiler.class, Compiler.class)) {
            addClasses(identity, origin(part));
        }
        return new Compiler(identity.value(), NnCompiler::compile);
    }

    Compilation compile(List<SourceFile> files, CompilerOptions options) {
        return function.apply(files, options);
    }

    /** The jar, or the directory of classes, that the type was loaded from. */
    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("class path entry of " + type + " is no file", e);
        }
    }

    private static void addClasses(Fingerprint identity, Path origin) throws IOException {
        try (Stream<Path> files = Files.walk(origin)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                identity.add(Files.readAllBytes(file));
            }
        }
    }
}
