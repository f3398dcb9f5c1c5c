package dev.nacre.runtime;

/**
 * One parameter or buffer of a model, and where its elements live in the storage of {@link Parameters}.
 *
 * @param name the key in a checkpoint, as PyTorch's {@code state_dict} has it
 * @param offset the first float of its storage, a multiple of 16
 * @param layout the place of each element, relative to {@code offset}
 * @param initializer how its first values are drawn
 * @param trainable whether optimisers change it; false for buffers and frozen parameters
 * @param shape PyTorch's shape
 */
public record ParameterSpec(
        String name, int offset, Layout layout, Initializer initializer, boolean trainable, Shape shape) {

    /**
     * @throws IllegalArgumentException if the offset is no multiple of 16, or layout and shape differ in elements
     */
    public ParameterSpec {
        if (offset < 0 || offset % Layout.LANES != 0) {
            throw new IllegalArgumentException(
                    name + ": offset " + offset + " is no multiple of " + Layout.LANES + " floats");
        }
        if (layout.elements() != shape.elements()) {
            throw new IllegalArgumentException(
                    name + ": a layout of " + layout.elements() + " elements for shape " + shape);
        }
        if (layout.size() > Integer.MAX_VALUE - offset) {
            throw new IllegalArgumentException(name + ": does not fit an array behind offset " + offset);
        }
    }

    /** The end of its storage, exclusive. */
    int end() {
        return offset + layout.size();
    }
}
