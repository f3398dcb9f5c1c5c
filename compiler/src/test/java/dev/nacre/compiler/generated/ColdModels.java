package dev.nacre.compiler.generated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Models that run for a moment. Without a word to the JVM, most of the time goes into optimising their loops, of which nobody
 * sees anything.
 */
final class ColdModels {

    /** What the names of their classes start with. */
    static final String PREFIX = "Cold";

    private static final String DIRECTIVES = """
            [ { match: "test/%s*.*", c2: { Exclude: true } } ]
            """.formatted(PREFIX);

    private ColdModels() {}

    /** Tells this JVM to leave the loops of such models to its first compiler. */
    static void areNotOptimised() {
        try {
            Path file = Files.createTempFile("cold", ".json");
            Files.writeString(file, DIRECTIVES);
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesAdd",
                            new Object[] {new String[] {file.toString()}},
                            new String[] {String[].class.getName()});
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException("the JVM takes no directives for its compilers", e);
        }
    }
}
