package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.Checkpoint;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Specs;
import dev.nacre.runtime.TestJvm;
import java.io.Closeable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A JVM that saves one set of weights after the other to the same file until it is killed. */
final class SavingProcess implements Closeable {

    private static final int ELEMENTS = 1 << 18;

    private final Process process;

    private SavingProcess(Process process) {
        this.process = process;
    }

    static SavingProcess start(Path target) throws IOException, URISyntaxException {
        return new SavingProcess(TestJvm.start(SavingProcess.class, target.toString()));
    }

    /** Kills it wherever it is; it must not have ended by itself. */
    void kill() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the process does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Weights that are all the same number. */
    static Parameters weights(int value) {
        Parameters parameters = Specs.single(ELEMENTS);
        Arrays.fill(parameters.values(), value);
        return parameters;
    }

    /** Checks that a file holds one set of weights, as a whole. */
    static void assertWhole(Path target) throws IOException {
        Parameters loaded = weights(-1);
        Checkpoint.load(loaded, target);
        float first = loaded.values()[0];
        for (float value : loaded.values()) {
            if (value != first) {
                throw new AssertionError("two sets of weights in one file: " + first + " and " + value);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        for (int value = 0; ; value++) {
            Checkpoint.save(weights(value), target);
        }
    }
}
