package dev.nacre.examples.benchmarks.machine;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that read more than the caches hold, again and again, one for each core but one: what shares a cloud's processor
 * with an application.
 */
public final class Neighbour implements AutoCloseable {

    /** Of several sizes of caches, so that each is emptied. */
    private static final int KILOBYTES = 64 * 1024;

    private final List<Process> processes = new ArrayList<>();

    /** Starts them. */
    public Neighbour(Options options) {
        int others = Runtime.getRuntime().availableProcessors() - 1;
        for (int i = 0; i < others; i++) {
            processes.add(new ChildJvm(options, "neighbour-" + i).start(Neighbour.class));
        }
    }

    /** Reads until it is stopped. */
    public static void main(String[] arguments) {
        ReadBandwidth reading = new ReadBandwidth(KILOBYTES);
        while (true) {
            reading.run();
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
