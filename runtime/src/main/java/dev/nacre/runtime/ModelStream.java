package dev.nacre.runtime;

/**
 * A sequence that goes through a model step by step: each step goes on from the state in which the one before it ended, and has the
 * bits that it has when the whole sequence is predicted in one call. A step allocates nothing and takes no lock. It takes as long as
 * any other, but where causal attention looks back at all of them. A stream belongs to one thread at a time, which is not checked;
 * of a model there may be thousands, each with a state and scratch space of its own.
 *
 * <p>Generated streams have methods that take an array for each port: {@code step} for one step, {@code steps} for several.
 */
public interface ModelStream {

    /** Goes back to the state before the first step. */
    void reset();

    /** The state, to go on from it later, in another process or on another machine, with the same model. */
    byte[] save();

    /**
     * Goes on from a state.
     *
     * @param saved what {@link #save} of a stream of the same model gave
     * @throws IllegalArgumentException if it is something else; the state stays as it was
     */
    void restore(byte[] saved);

    /** The bytes that the stream's arrays take: its state and its scratch space. */
    long bytes();
}
