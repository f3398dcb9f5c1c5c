package dev.nacre.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a class of this application in a JVM of its own and collects the answers that it prints.
 *
 * <p>Answers are lines of the standard output that begin with {@value #MARK}; libraries may print what they like. Everything
 * is kept in a log file until the next run of the same name.
 */
public final class ChildJvm {

    private static final String MARK = "answer: ";
    private static final Path DIRECTORY = Path.of("target", "benchmarks").toAbsolutePath();
    private static final int MINUTES = 30;

    private final Options options;
    private final Path log;
    private final List<String> properties = new ArrayList<>();

    /**
     * @param name of the log file
     */
    public ChildJvm(Options options, String name) {
        this.options = options;
        this.log = DIRECTORY.resolve(name.replace('/', '-') + ".log");
        property("org.bytedeco.javacpp.cachedir", DIRECTORY.resolve("javacpp").toString());
        property("DJL_CACHE_DIR", DIRECTORY.resolve("djl").toString());
        property("ENGINE_CACHE_DIR", DIRECTORY.resolve("djl").toString());
        if (!options.simd().isEmpty()) {
            property("nacre.simd", options.simd());
        }
    }

    /** For the child: prints an answer. */
    public static void answer(String text) {
        System.out.println();
        System.out.println(MARK + text);
    }

    public final ChildJvm property(String name, String value) {
        properties.add("-D" + name + "=" + value);
        return this;
    }

    /** Runs to the end; fails with the end of the log if the JVM fails. */
    public List<String> run(Class<?> main, Object... arguments) {
        try {
            Process process = start(main, arguments);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + MINUTES + " minutes, see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("exit status " + process.exitValue() + ", see " + log);
            }
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(line -> line.startsWith(MARK))
                        .map(line -> line.substring(MARK.length()))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it; whoever does so ends it. */
    public Process start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(options.java().toString()));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(options.jvmFlags());
        command.addAll(properties);
        command.add(main.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Not on the command line: with one of several thousand characters a process with a native library of the peers has died.
        String classPath = System.getProperty("java.class.path");
        builder.environment()
                .putAll(Map.of("CLASSPATH", classPath, "TF_CPP_MIN_LOG_LEVEL", "3", "DJL_OFFLINE", "true"));
        try {
            Files.createDirectories(DIRECTORY);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
