package dev.nacre.runtime.work;

import java.util.function.IntConsumer;

/**
 * Splits work over threads that are shared by all models of the JVM: daemons, made when needed, gone after ten idle
 * seconds. May be called by any number of threads at once, and by a task itself.
 */
public final class Workers {

    private Workers() {}

    /**
     * Calls {@code task} once for each of {@code 0 .. items - 1}, on the calling thread and up to {@code threads - 1}
     * others, and returns when all are done. Which thread takes which item, and when, is open: tasks must not care.
     * With one thread it is a plain loop that allocates nothing.
     *
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public static void run(int threads, int items, IntConsumer task) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (threads == 1 || items <= 1) {
            for (int i = 0; i < items; i++) {
                task.accept(i);
            }
        } else {
            int most = Math.min(threads, items);
            Work work = new Work(items, most, task);
            start(most - 1, work);
            try {
                work.runAndAwait();
            } finally {
                Worker.recall(work);
            }
        }
    }

    private static void start(int others, Work work) {
        try {
            Worker.call(others, work);
        } catch (OutOfMemoryError noMoreThreads) {
            // The machine has no thread to spare: those that started, and the caller, do the work.
        }
    }
}
