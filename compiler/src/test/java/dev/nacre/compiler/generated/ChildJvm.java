package dev.nacre.compiler.generated;

import com.fasterxml.jackson.core.JsonFactory;
import dev.nacre.runtime.Model;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class of the tests with generated classes in a JVM of its own, in which only one kind of vector is ever used. */
final class ChildJvm {

    private ChildJvm() {}

    /** What the program prints; fails if it does not end with status 0. */
    static String run(CompiledModels models, Path directory, Class<?> main, List<String> options, String... arguments) {
        try {
            for (Map.Entry<String, byte[]> type : models.classes().entrySet()) {
                Path file = directory.resolve(type.getKey().replace('.', '/') + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, type.getValue());
            }
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath(directory), main.getName()));
            command.addAll(List.of(arguments));
            Path output = directory.resolve("output.txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("not finished: " + Files.readString(output));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError(text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String classPath(Path generated) {
        return Stream.concat(
                        Stream.of(generated),
                        Stream.of(ChildJvm.class, Model.class, JsonFactory.class)
                                .map(ChildJvm::location))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
