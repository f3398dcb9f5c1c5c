package dev.nacre.examples.benchmarks.sweep;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles models while the application runs, which needs a JDK: {@code .nn} text to Java to classes. */
final class CompiledModels {

    private static final String PACKAGE = "swept";

    private final ClassLoader classes;

    private CompiledModels(ClassLoader classes) {
        this.classes = classes;
    }

    /** Compiles for some targets; sources and classes stay in the directory, to be looked at. */
    static CompiledModels of(String text, Set<Target> targets, Path directory) {
        SourceFile file = new SourceFile("sweep.nn", PACKAGE, text);
        Compilation compilation = NnCompiler.compile(List.of(file), new CompilerOptions(targets));
        if (!compilation.diagnostics().isEmpty()) {
            throw new IllegalStateException(compilation.diagnostics().toString());
        }
        try {
            List<String> sources = compilation.sources().stream()
                    .map(source -> write(directory.resolve(source.path()), source.text()))
                    .toList();
            javac(sources, directory);
            return new CompiledModels(
                    new URLClassLoader(new URL[] {directory.toUri().toURL()}));
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void javac(List<String> sources, Path directory) {
        Stream<String> options = Stream.of(
                "-d",
                directory.toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none");
        String[] arguments = Stream.concat(options, sources.stream()).toArray(String[]::new);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
            throw new IllegalStateException("the generated sources in " + directory + " do not compile");
        }
    }

    Model create(String name) {
        try {
            return (Model) classes.loadClass(PACKAGE + "." + name)
                    .getMethod("create", long.class)
                    .invoke(null, 1L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
