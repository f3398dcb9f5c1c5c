package dev.nacre.runtime;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits work over threads that are shared by all models of the JVM: daemons, made when needed, gone after ten idle
 * seconds. May be called by any number of threads at once, and by a task itself.
 */
public final class Workers {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Hands a task to an idle thread or to a new one and never queues it, so that callers cannot wait for each other. */
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);

    private static final Lookout LOOKOUT = new Lookout();

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
            work.runAndAwait();
        }
    }

    private static void start(int others, Work work) {
        try {
            for (int i = 0; i < others; i++) {
                if (!LOOKOUT.offer(work)) {
                    POOL.execute(() -> serve(work));
                }
            }
        } catch (OutOfMemoryError noMoreThreads) {
            // The machine has no thread to spare: those that started, and the caller, do the work.
        }
    }

    private static void serve(Work first) {
        for (@Nullable Work work = first; work != null; work = LOOKOUT.await()) {
            work.run();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "nacre-worker-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        // The creator's loader must not live as long as the thread.
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }
}
