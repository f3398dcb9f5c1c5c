package dev.nacre.runtime.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Items of {@link Workers}, claimed one by one: each thread has a share of neighbours, and helps with the others' when it is
 * done. The same share goes to the same thread time and again, as long as there are two threads, and its data stay in that
 * thread's cache. The caller waits for items that others are working on, never for threads that have yet to begin: they will find
 * nothing left.
 */
final class Work implements Runnable {

    private static final int SPINS = 2000;

    private final int items;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final int shares;
    /** The next item of each share. */
    private final AtomicIntegerArray next;
    /** How many threads have begun, the caller among them, which has the first share. */
    private final AtomicInteger begun = new AtomicInteger(1);

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Work(int items, int shares, IntConsumer task) {
        this.items = items;
        this.task = task;
        this.shares = shares;
        this.next = new AtomicIntegerArray(shares);
        for (int share = 0; share < shares; share++) {
            next.set(share, end(share - 1));
        }
    }

    private int end(int share) {
        return (int) ((share + 1L) * items / shares);
    }

    /** Takes part as one of the others: counted as active before the first claim, so that the caller cannot miss it. */
    @Override
    public void run() {
        active.incrementAndGet();
        try {
            claim(begun.getAndIncrement());
        } finally {
            if (active.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    /** Takes part as the caller, waits for the others, and throws what the first failing item threw. */
    void runAndAwait() {
        claim(0);
        await();
        Throwable thrown = failure.get();
        if (thrown != null) {
            Work.<RuntimeException>rethrow(thrown);
        }
    }

    /** Works on its own share, then on those after it. */
    private void claim(int own) {
        try {
            for (int i = 0; i < shares; i++) {
                int share = (own + i) % shares;
                int end = end(share);
                for (int item = take(share, end); item < end; item = take(share, end)) {
                    task.accept(item);
                }
            }
        } catch (Throwable thrown) {
            for (int share = 0; share < shares; share++) {
                next.set(share, end(share));
            }
            if (!failure.compareAndSet(null, thrown)) {
                suppress(thrown);
            }
        }
    }

    /** The next item; stays at the end instead of counting on, so that no number of callers makes it overflow. */
    private int take(int share, int end) {
        int item = next.get(share);
        while (item < end && !next.compareAndSet(share, item, item + 1)) {
            item = next.get(share);
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
