package dev.nacre.runtime;

/**
 * Layers that belong together in the {@code .nn} file: those of a block or combinator, of a copy or branch in one, or of a
 * {@code use}. They are neighbours in {@link ModelSpec#layers()}. Groups nest.
 *
 * @param path what the names of the parameters in it start with; groups in one another may have the same
 * @param kind the block's or combinator's name, {@code repeat(4)}, or the role in lower case
 * @param output the shape of the value that it gives for one sample
 * @param first its first layer
 * @param end the layer behind its last one
 */
public record GroupSpec(Role role, String path, String kind, Shape output, int first, int end) {

    /** What makes layers a group. */
    public enum Role {
        /** A block or combinator. */
        ITEM,
        /** One of the bodies that a {@code repeat} makes. */
        COPY,
        /** One of the chains that a combinator joins. */
        BRANCH,
        /** What a {@code use} applies again; the parameters in it are those of an earlier group or layer. */
        USE
    }
}
