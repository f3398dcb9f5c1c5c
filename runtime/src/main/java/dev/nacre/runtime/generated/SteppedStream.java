package dev.nacre.runtime.generated;

import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.ModelStream;
import dev.nacre.runtime.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What all generated streams do alike: they keep a state and a scratch space. */
public abstract class SteppedStream implements ModelStream {

    /** Saved states begin with it. */
    private static final int MAGIC = 0x324E5253;

    private final String model;
    private final float[] state;
    private final float[] arena;
    /** The most steps that there is room for; 0 if only states are kept. */
    private final int bound;

    private long steps;

    /**
     * Makes a stream before its first step.
     *
     * @param model its name
     * @param stateSize floats that are kept from step to step
     * @param arenaSize floats of scratch space
     * @param bound the most steps, if rows of all are kept; else 0
     * @throws IllegalStateException if the model was loaded with weights of 16 bits
     */
    protected SteppedStream(String model, Parameters parameters, int stateSize, int arenaSize, int bound) {
        if (parameters.weights() != ElementType.F32) {
            throw new IllegalStateException(
                    model + ": a stream needs weights of 32 bits, but the model was loaded with " + parameters.weights()
                            + "; load it without LoadOptions.weights");
        }
        this.model = model;
        this.bound = bound;
        this.state = new float[stateSize];
        this.arena = new float[arenaSize];
    }

    /** What is kept from step to step. */
    @SuppressWarnings("ReturnsMutable")
    protected final float[] state() {
        return state;
    }

    /** Scratch space. */
    @SuppressWarnings("ReturnsMutable")
    protected final float[] arena() {
        return arena;
    }

    /**
     * Checks that a stream that keeps rows of all steps has room for some more, before any is taken.
     *
     * @throws IllegalStateException if it has not
     */
    protected final void room(int more) {
        if (more > bound - steps) {
            throw new IllegalStateException(model + ": the stream has room for " + bound + " steps, of which " + steps
                    + " have been taken, so that there is none for " + more + " more; reset() begins anew");
        }
    }

    /** Counts a step for which there is {@link #room}; how many there were before. */
    protected final long next() {
        return steps++;
    }

    /** Of the next {@code n} steps, how many are among each {@code every} steps the first. */
    protected final int rows(int n, int every) {
        return n < 0 ? 0 : (int) ((steps + n + every - 1) / every - (steps + every - 1) / every);
    }

    /** Lets another stream of the model go on from the same state. */
    protected final void copyTo(SteppedStream other) {
        System.arraycopy(state, 0, other.state, 0, state.length);
        other.steps = steps;
    }

    @Override
    public final void reset() {
        Arrays.fill(state, 0);
        steps = 0;
    }

    /** Bytes before the state but for the model's name. */
    private static int header() {
        return 3 * Integer.BYTES + Long.BYTES;
    }

    @Override
    public final byte[] save() {
        byte[] name = model.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(header() + name.length + Float.BYTES * state.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(name.length)
                .put(name)
                .putInt(state.length)
                .putLong(steps);
        for (float value : state) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Override
    public final void restore(byte[] saved) {
        byte[] name = model.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        int header = header() + name.length;
        boolean fits = saved.length == header + Float.BYTES * state.length
                && bytes.getInt() == MAGIC
                && bytes.getInt() == name.length
                && Arrays.equals(saved, 2 * Integer.BYTES, 2 * Integer.BYTES + name.length, name, 0, name.length)
                && bytes.getInt(2 * Integer.BYTES + name.length) == state.length
                && bytes.getLong(header - Long.BYTES) >= 0
                && (bound == 0 || bytes.getLong(header - Long.BYTES) <= bound);
        if (!fits) {
            throw new IllegalArgumentException(model + ": expected a state that save() of a stream of this model gave, "
                    + (header + Float.BYTES * state.length) + " bytes, got " + saved.length
                    + " bytes of something else");
        }
        steps = bytes.getLong(header - Long.BYTES);
        for (int i = 0; i < state.length; i++) {
            state[i] = bytes.getFloat(header + Float.BYTES * i);
        }
    }

    @Override
    public final long bytes() {
        return (long) Float.BYTES * (state.length + arena.length);
    }
}
