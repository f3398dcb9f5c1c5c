package dev.nacre.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A project in a temporary directory, with a compiler that makes one class of each word in a file and takes every
 * {@code !} for a mistake.
 */
final class Project {

    /** What every file is dated back to after a run, so that a later write shows. */
    static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    final Path directory;
    List<String> includes = List.of("**/*.nn");
    List<String> excludes = List.of();
    Charset encoding = UTF_8;
    Set<Target> targets = EnumSet.allOf(Target.class);
    String compilerIdentity = "1";
    final List<List<SourceFile>> compilations = new ArrayList<>();

    Project(Path directory) {
        this.directory = directory;
    }

    Path source(String name) {
        return directory.resolve("src/main/nn").resolve(name);
    }

    Path output(String name) {
        return directory.resolve("target/generated-sources/nn").resolve(name);
    }

    Path manifest() {
        return directory.resolve("target/maven-status/nacre-maven-plugin/generate/default");
    }

    Project write(String name, String text) throws IOException {
        return write(source(name), text);
    }

    Project write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, encoding);
        return this;
    }

    /** Runs a generation, and dates everything it leaves back. */
    Outcome run() throws IOException {
        Outcome outcome = new Generation(settings(), new Compiler(compilerIdentity, this::compile)).run();
        for (Path file : files(directory.resolve("target"))) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        return outcome;
    }

    /** The generated files, as paths below the output directory. */
    List<String> outputs() throws IOException {
        return files(output("")).stream()
                .map(file -> output("").relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    Settings settings() {
        return new Settings(directory, source(""), output(""), manifest(), includes, excludes, encoding, targets);
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Compilation compile(List<SourceFile> files, CompilerOptions options) {
        compilations.add(files);
        List<Diagnostic> mistakes = new ArrayList<>();
        List<GeneratedSource> sources = new ArrayList<>();
        for (SourceFile file : files) {
            for (int at = file.text().indexOf('!'); at >= 0; at = file.text().indexOf('!', at + 1)) {
                mistakes.add(new Diagnostic(
                        DiagnosticCode.NN203,
                        "do not shout",
                        file.span(at, at + 1),
                        List.of(),
                        List.of(),
                        Optional.empty()));
            }
            String directory = file.directory().isEmpty() ? "" : file.directory() + "/";
            file.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(word -> sources.add(new GeneratedSource(
                            directory + word + ".java",
                            "class " + word + " " + options.targets().size() + "\n")));
        }
        return new Compilation(mistakes, List.of(), mistakes.isEmpty() ? sources : List.of());
    }
}
