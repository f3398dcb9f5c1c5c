package dev.nacre.runtime.work;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Quoted;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into an object; a second one gets an exception that names both. The thread inside may enter again,
 * which costs next to nothing. Who enters sees what the last thread inside has written.
 */
public final class Occupancy {

    /** One for each model's parameters that are trained. Who enters refers to them, so that no entry is lost meanwhile. */
    private static final Map<Parameters, Occupancy> TRAINING = new WeakHashMap<>();

    /** Of the object that the calling thread is making a part of; null if it is making none. */
    private static final ThreadLocal<@Nullable Occupancy> WHOLE = new ThreadLocal<>();

    private final String owner;
    private final String remedy;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private int depth;

    /**
     * Of an object that no thread is inside.
     *
     * @param owner what belongs to one thread at a time, as a message begins with it
     * @param remedy what gives a thread one of its own
     */
    Occupancy(String owner, String remedy) {
        this.owner = owner;
        this.remedy = remedy;
    }

    /** The one that all trainers of the same parameters have, and trainings that write to them. */
    public static Occupancy ofTraining(Parameters parameters) {
        synchronized (TRAINING) {
            return TRAINING.computeIfAbsent(
                    parameters,
                    key -> new Occupancy("Training " + parameters.spec().name(), "model.copy()"));
        }
    }

    /** Makes a part of the object: if it asks {@link #ofPart} for an occupancy, it gets this one. */
    public <T> T whole(Supplier<T> part) {
        WHOLE.set(this);
        try {
            return part.get();
        } finally {
            WHOLE.remove();
        }
    }

    /** The one of the whole that is making this part by {@link #whole}, or else a new one. */
    public static Occupancy ofPart(String owner, String remedy) {
        Occupancy whole = WHOLE.get();
        return whole == null ? new Occupancy(owner, remedy) : whole;
    }

    /**
     * Enters; {@link #leave} has to follow.
     *
     * @throws IllegalStateException if another thread is inside
     */
    public void enter() {
        Thread me = Thread.currentThread();
        // No other thread writes this one's name, so a plain read tells whether it is inside already.
        if (inside.getPlain() != me && !inside.compareAndSet(null, me)) {
            throw refusal(owner, remedy, inside.get());
        }
        depth++;
    }

    /** Leaves what {@link #enter} has entered; another thread may enter when this has been done once for each time. */
    public void leave() {
        if (--depth == 0) {
            inside.setRelease(null);
        }
    }

    /** What a second thread gets to hear. */
    public static IllegalStateException refusal(String owner, String remedy, @Nullable Thread inside) {
        return new IllegalStateException(owner + " belongs to one thread at a time: " + named(Thread.currentThread())
                + " came in while " + (inside == null ? "another thread" : named(inside))
                + " was inside; give each thread one of its own with " + remedy);
    }

    public static String named(Thread thread) {
        String name = thread.getName();
        return "thread " + (name.isEmpty() ? "#" + thread.getId() : Quoted.of(name));
    }
}
