package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Named pipes, where the system has them. */
final class Pipes {

    private Pipes() {}

    /** Makes one, or leaves the test. */
    static Path create(Path pipe) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
            assumeTrue(process.waitFor() == 0, "mkfifo");
        } catch (IOException e) {
            assumeTrue(false, "mkfifo");
        }
        return pipe;
    }
}
