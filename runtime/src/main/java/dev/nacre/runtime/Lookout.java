package dev.nacre.runtime;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where threads that have just finished some work look out for more before they go to sleep. A step of training has several
 * pieces of work one after the other, and to wake a thread takes longer than a small piece. Afterwards a thread sleeps, so
 * that no processor is kept busy for nothing.
 */
final class Lookout {

    private static final long NANOS = 50_000;

    /** Without a second processor a thread that looks out only keeps others from working. */
    private static final boolean PAYS = Runtime.getRuntime().availableProcessors() > 1;

    private final ConcurrentLinkedDeque<AtomicReference<@Nullable Work>> idle = new ConcurrentLinkedDeque<>();

    /** Gives the work to a thread that is looking out; false if there is none. */
    boolean offer(Work work) {
        AtomicReference<@Nullable Work> place = idle.pollFirst();
        if (place == null) {
            return false;
        }
        place.set(work);
        return true;
    }

    /** Waits for work for a short time; null if there was none. */
    @Nullable
    Work await() {
        if (!PAYS) {
            return null;
        }
        AtomicReference<@Nullable Work> place = new AtomicReference<>();
        idle.addFirst(place);
        long start = System.nanoTime();
        while (place.get() == null && System.nanoTime() - start < NANOS) {
            Thread.onSpinWait();
        }
        // Who has taken the place from the others is about to put work there, and relies on it.
        while (place.get() == null && !idle.remove(place)) {
            Thread.onSpinWait();
        }
        return place.get();
    }
}
