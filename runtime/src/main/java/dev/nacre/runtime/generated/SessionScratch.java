package dev.nacre.runtime.generated;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The scratch space of a session, and the mark that a thread is inside; for generated code.
 *
 * <p>Scratch space that belongs to a thread is never used by another. The mark then keeps nobody out: it tells other threads that
 * this one is inside, without an atomic instruction.
 */
public final class SessionScratch {

    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final VarHandle STATE = state();

    /** The only thread that may use it; null if any thread may that gets in alone. */
    private final @Nullable Thread owner;

    private final float[] one;
    private float[][] arenas = {};
    private int state = FREE;
    /** Who got in last. */
    private @Nullable Thread user;

    private SessionScratch(@Nullable Thread owner, float[] one) {
        this.owner = owner;
        this.user = owner;
        this.one = one;
    }

    /** For one thread alone. */
    static SessionScratch of(Thread owner, int oneSize) {
        return new SessionScratch(owner, new float[oneSize]);
    }

    /** For one thread after the other. */
    static SessionScratch shared(int oneSize) {
        return new SessionScratch(null, new float[oneSize]);
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(SessionScratch.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Space for one sample. */
    @SuppressWarnings("ReturnsMutable")
    public float[] one() {
        return one;
    }

    /** Space for a block of samples on each of {@code count} threads, {@code size} floats each. */
    @SuppressWarnings("ReturnsMutable")
    float[][] arenas(int count, int size) {
        arenas = Blocks.arenas(arenas, count, size);
        return arenas;
    }

    boolean belongsTo(Thread thread) {
        return owner == thread;
    }

    /** Marks it as taken by its owner. A compiler may leave the mark out of a loop of predictions that it inlines. */
    void takeForOne() {
        state = TAKEN;
    }

    /** Marks it as taken by its owner, for others to see. */
    void take() {
        STATE.setOpaque(this, TAKEN);
    }

    /** Takes it if no thread is inside. */
    boolean tryTake(Thread thread) {
        if (!STATE.compareAndSet(this, FREE, TAKEN)) {
            return false;
        }
        if (user != thread) {
            user = thread;
        }
        return true;
    }

    boolean isTaken() {
        return (int) STATE.getAcquire(this) == TAKEN;
    }

    @Nullable
    Thread user() {
        return user;
    }

    /** Says that the thread inside leaves. */
    public void leave() {
        if (owner == null) {
            STATE.setRelease(this, FREE);
        } else {
            state = FREE;
        }
    }
}
