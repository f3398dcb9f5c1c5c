package dev.nacre.runtime;

/**
 * An input or output of a model.
 *
 * @param name the name in the model's signature
 * @param shape the shape of one sample
 */
public record Port(String name, Shape shape) {

    /** {@code x: [3]}, as in a {@code .nn} file. */
    @Override
    public String toString() {
        return name + ": " + shape;
    }
}
