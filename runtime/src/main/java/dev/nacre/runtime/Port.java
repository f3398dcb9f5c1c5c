package dev.nacre.runtime;

import java.util.Optional;

/**
 * An input or output of a model.
 *
 * @param name the name in the model's signature
 * @param elements whether its arrays are {@code float[]} or {@code int[]}
 * @param shape the shape of one sample
 * @param rows for indices, how many rows the smallest table has that they choose from; 0 if any number will do
 */
public record Port(String name, ElementType elements, Shape shape, int rows) {

    /** @throws IllegalArgumentException if the elements are of a type that only weights have */
    public Port {
        if (elements != ElementType.FLOAT && elements != ElementType.INT) {
            throw new IllegalArgumentException(name + ": the elements of a port are FLOAT or INT, got " + elements);
        }
    }

    /** A port whose numbers choose nothing from a table. */
    public Port(String name, ElementType elements, Shape shape) {
        this(name, elements, shape, 0);
    }

    /** A port of {@code float}s. */
    public Port(String name, Shape shape) {
        this(name, ElementType.FLOAT, shape);
    }

    /** Whether its arrays are {@code float[]}. */
    public boolean isFloat() {
        return elements == ElementType.FLOAT;
    }

    /** The name of the length of its samples, if that is known only when the model is called. */
    public Optional<String> length() {
        return lengthOfSamples().map(Length::name);
    }

    /** The length of its samples, if that is known only when the model is called. */
    public Optional<Length> lengthOfSamples() {
        return Optional.ofNullable(shape.lengths().get(shape.lengthAxis()));
    }

    /** The smallest that its {@link #length} may be; 1 if samples have none. */
    public int least() {
        Length length = shape.lengths().get(shape.lengthAxis());
        return length == null ? 1 : length.least();
    }

    /** The largest that its {@link #length} may be; 1 if samples have none. */
    public int bound() {
        return shape.hasLength() ? shape.sizes().get(shape.lengthAxis()) : 1;
    }

    /**
     * The elements of each place along its {@link #length}: of a row, if that is the first axis. Without a length those of a
     * sample.
     */
    public int rowWidth() {
        return shape.elements() / bound();
    }

    /** Its elements in one sample; the most that they may be if samples have a {@link #length}. */
    public int width() {
        return shape.elements();
    }

    /** {@code x: [3]} or {@code tokens: int[128]}, as in a {@code .nn} file. */
    @Override
    public String toString() {
        return name + ": " + (isFloat() ? "" : "int") + shape;
    }
}
