package dev.nacre.runtime.generated;

import dev.nacre.runtime.work.Occupancy;
import org.jspecify.annotations.Nullable;

/**
 * Who began what another call goes on with. As long as one thread begins it every time, any thread may go on; where threads
 * take turns, it is the thread's that began it, because anyone else would go on with other samples than it thinks.
 */
final class PassThread {

    private final String beginning;
    private @Nullable Thread last;
    private boolean several;

    /** Of what begins with a call of {@code beginning}. */
    PassThread(String beginning) {
        this.beginning = beginning;
    }

    /** The calling thread begins. */
    void begin() {
        Thread me = Thread.currentThread();
        if (last != me) {
            several |= last != null;
            last = me;
        }
    }

    /**
     * The calling thread goes on.
     *
     * @throws IllegalStateException if another thread began, and threads take turns
     */
    void goOn(String model, String call) {
        Thread me = Thread.currentThread();
        if (several && last != null && last != me) {
            throw new IllegalStateException(model + ": the last " + beginning + " before this " + call + " of "
                    + Occupancy.named(me) + " was " + Occupancy.named(last)
                    + "'s; give each thread a training of its own with newTraining()");
        }
    }
}
