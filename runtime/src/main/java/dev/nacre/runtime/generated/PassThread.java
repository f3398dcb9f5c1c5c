package dev.nacre.runtime.generated;

import dev.nacre.runtime.work.Occupancy;
import org.jspecify.annotations.Nullable;

/**
 * Which thread began what a later call goes on with, such as the forward pass before a backward pass. As long as the same thread
 * begins every time, any thread may go on. Where threads take turns, only the one that began may: another would go on with other
 * samples than its own.
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
