package dev.nacre.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Items of {@link Workers}, claimed one by one. The caller waits for items that others are working on, never for threads
 * that have yet to begin: they will find nothing left.
 */
final class Work implements Runnable {

    private static final int SPINS = 2000;

    private final int items;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Work(int items, IntConsumer task) {
        this.items = items;
        this.task = task;
    }

    /** Takes part as one of the others: counted as active before the first claim, so that the caller cannot miss it. */
    @Override
    public void run() {
        active.incrementAndGet();
        try {
            claim();
        } finally {
            if (active.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    /** Takes part as the caller, waits for the others, and throws what the first failing item threw. */
    void runAndAwait() {
        claim();
        await();
        Throwable thrown = failure.get();
        if (thrown != null) {
            Work.<RuntimeException>rethrow(thrown);
        }
    }

    private void claim() {
        try {
            for (int item = take(); item < items; item = take()) {
                task.accept(item);
            }
        } catch (Throwable thrown) {
            next.set(items);
            if (!failure.compareAndSet(null, thrown)) {
                suppress(thrown);
            }
        }
    }

    /** The next item; stays at the end instead of counting on, so that no number of callers makes it overflow. */
    private int take() {
        int item = next.get();
        while (item < items && !next.compareAndSet(item, item + 1)) {
            item = next.get();
        }
        return item;
    }

    private void suppress(Throwable thrown) {
        Throwable first = failure.get();
        if (first != null && first != thrown) {
            first.addSuppressed(thrown);
        }
    }

    private void await() {
        boolean interrupted = false;
        for (int spins = 0; active.get() != 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws as it is what the task threw: a task that runs on the calling thread would not be wrapped either. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
