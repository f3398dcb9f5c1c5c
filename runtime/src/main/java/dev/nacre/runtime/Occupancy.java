package dev.nacre.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into an object; a second one gets an exception that names both. The thread inside may enter again,
 * which costs next to nothing. Who enters sees what the last thread inside has written.
 */
final class Occupancy {

    private final String owner;
    private final String remedy;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private int depth;

    /**
     * Of an empty object.
     *
     * @param owner what belongs to one thread at a time, as a message begins with it
     * @param remedy what gives a thread one of its own
     */
    Occupancy(String owner, String remedy) {
        this.owner = owner;
        this.remedy = remedy;
    }

    /**
     * Enters; {@link #leave} has to follow.
     *
     * @throws IllegalStateException if another thread is inside
     */
    void enter() {
        Thread me = Thread.currentThread();
        // No other thread writes this one's name, so a plain read tells whether it is inside already.
        if (inside.getPlain() != me && !inside.compareAndSet(null, me)) {
            throw refusal(owner, remedy, inside.get());
        }
        depth++;
    }

    void leave() {
        if (--depth == 0) {
            inside.setRelease(null);
        }
    }

    /** What a second thread gets to hear. */
    static IllegalStateException refusal(String owner, String remedy, @Nullable Thread inside) {
        return new IllegalStateException(owner + " belongs to one thread at a time: " + named(Thread.currentThread())
                + " came in while " + (inside == null ? "another thread" : named(inside))
                + " was inside; give each thread one of its own with " + remedy);
    }

    static String named(Thread thread) {
        String name = thread.getName();
        return "thread " + (name.isEmpty() ? "#" + thread.getId() : Quoted.of(name));
    }
}
