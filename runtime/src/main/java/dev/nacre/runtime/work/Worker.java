package dev.nacre.runtime.work;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of {@link Workers}. While it has nothing to do it lies on a stack, from which work takes the one that came last.
 * At first it looks out for work, because a step of training has several pieces of it one after the other, and to wake a
 * thread takes longer than a small piece. Then it sleeps, so that no processor is kept busy for nothing, and in the end it
 * is gone.
 *
 * <p>There are no more of them than processors, or than one caller asks for: a thread that is about to be done, or waits for
 * a processor, is no reason for another. Work that finds none idle waits for the next to be done; its caller does not.
 */
final class Worker implements Runnable {

    private static final long LOOKOUT_NANOS = 50_000;
    private static final long IDLE_NANOS = 10_000_000_000L;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Without a second processor a thread that looks out only keeps others from working. */
    private static final long LOOKOUT = PROCESSORS > 1 ? LOOKOUT_NANOS : 0;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicInteger ALIVE = new AtomicInteger();
    private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedQueue<Work> WAITING = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile @Nullable Work next;
    private volatile boolean asleep;

    private Worker(Work first) {
        next = first;
        thread = new Thread(null, this, "nacre-worker-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        // The creator's loader must not live as long as the thread.
        thread.setContextClassLoader(Workers.class.getClassLoader());
    }

    /**
     * Asks {@code count} threads to take part in some work.
     *
     * @throws OutOfMemoryError if the machine has no thread to spare; some may have been asked
     */
    static void call(int count, Work work) {
        for (int i = 0; i < count; i++) {
            Worker idle = IDLE.pollFirst();
            if (idle != null) {
                idle.give(work);
            } else if (!start(Math.max(count, PROCESSORS - 1), work)) {
                WAITING.add(work);
            }
        }
    }

    /** Takes back what nobody has begun. */
    static void recall(Work work) {
        while (!WAITING.isEmpty() && WAITING.remove(work)) {}
    }

    private static boolean start(int most, Work work) {
        if (ALIVE.incrementAndGet() > most) {
            ALIVE.decrementAndGet();
            return false;
        }
        boolean started = false;
        try {
            new Worker(work).thread.start();
            started = true;
        } finally {
            if (!started) {
                ALIVE.decrementAndGet();
            }
        }
        return true;
    }

    private void give(Work work) {
        next = work;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            for (@Nullable Work work = next; work != null; work = await()) {
                next = null;
                work.run();
            }
        } finally {
            ALIVE.decrementAndGet();
        }
    }

    /** The next work; null if there was none for so long that the thread may end. */
    private @Nullable Work await() {
        long start = System.nanoTime();
        IDLE.addFirst(this);
        do {
            if (!WAITING.isEmpty() && IDLE.remove(this)) {
                @Nullable Work work = WAITING.poll();
                if (work != null) {
                    return work;
                }
                IDLE.addFirst(this);
            }
            Thread.onSpinWait();
        } while (next == null && System.nanoTime() - start < LOOKOUT);
        asleep = true;
        while (next == null && idleSince(start)) {
            LockSupport.parkNanos(this, IDLE_NANOS);
            // A task may have left the thread interrupted, which would keep it from sleeping.
            Thread.interrupted();
        }
        asleep = false;
        return next;
    }

    /** Whether it may go on sleeping; otherwise nobody will give it any work. */
    private boolean idleSince(long start) {
        // Who has taken it from the stack is about to give it work, and relies on it.
        return System.nanoTime() - start < IDLE_NANOS || !IDLE.remove(this);
    }
}
