package dev.nacre.runtime;

/**
 * A named view of one parameter or gradient: reads and writes the model's own storage, in PyTorch's shape and row-major
 * order. Weights of 16 bits are read as the floats that they stand for. Writing while another thread predicts or trains is not synchronised: that thread may see old and new values mixed.
 */
public final class Tensor {

    private final Parameters parameters;
    private final ParameterSpec spec;

    Tensor(Parameters parameters, ParameterSpec spec) {
        this.parameters = parameters;
        this.spec = spec;
    }

    /** The key in a checkpoint, such as {@code 0.weight}. */
    public String name() {
        return spec.name();
    }

    /** PyTorch's shape, as a new array; empty for a scalar. */
    public int[] shape() {
        return spec.shape().toArray();
    }

    /** The number of elements: the product of the shape. */
    public int elements() {
        return spec.layout().elements();
    }

    /** The elements in row-major order, as a new array. */
    public float[] toArray() {
        float[] result = new float[elements()];
        for (int i = 0; i < result.length; i++) {
            result[i] = parameters.get(spec, i);
        }
        return result;
    }

    /**
     * Sets all elements; NaN and infinities are taken as they are.
     *
     * @param elements in row-major order, exactly {@link #elements()} of them
     * @throws IllegalArgumentException if the length differs; nothing has changed then
     * @throws IllegalStateException if weights are of 16 bits, see {@link Parameters#weights()}
     */
    public void copyFrom(float[] elements) {
        if (elements.length != elements()) {
            throw new IllegalArgumentException(describe() + " has " + elements() + " elements, got " + elements.length);
        }
        write(elements);
        parameters.touch();
    }

    /** Writes the first elements of an array, without telling anyone. */
    void write(float[] elements) {
        float[] values = parameters.values();
        int count = elements();
        for (int i = 0; i < count; i++) {
            values[spec.offset() + spec.layout().index(i)] = elements[i];
        }
    }

    /**
     * One element.
     *
     * @param index one number per axis
     * @throws IllegalArgumentException if the number of indices is not the rank, or one is outside its axis
     */
    public float get(int... index) {
        return parameters.get(spec, element(index));
    }

    /**
     * Sets one element.
     *
     * @param index one number per axis
     * @throws IllegalArgumentException if the number of indices is not the rank, or one is outside its axis
     * @throws IllegalStateException if weights are of 16 bits, see {@link Parameters#weights()}
     */
    public void set(float value, int... index) {
        parameters.values()[spec.offset() + spec.layout().index(element(index))] = value;
        parameters.touch();
    }

    private int element(int[] index) {
        Shape shape = spec.shape();
        if (index.length != shape.rank()) {
            throw new IllegalArgumentException(describe() + " takes " + shape.rank() + " indices, got " + index.length);
        }
        int element = 0;
        for (int axis = 0; axis < index.length; axis++) {
            int size = shape.sizes().get(axis);
            if (index[axis] < 0 || index[axis] >= size) {
                throw new IllegalArgumentException(
                        describe() + ": index " + index[axis] + " is outside axis " + axis + " of size " + size);
            }
            element = element * size + index[axis];
        }
        return element;
    }

    private String describe() {
        return parameters.spec().name() + ": " + name() + " " + spec.shape();
    }

    /** The elements as PyTorch prints them: {@code tensor([[ 0.1806, -0.0349, -0.1638]])}. */
    @Override
    public String toString() {
        return TensorPrinter.print(spec.shape(), toArray());
    }
}
