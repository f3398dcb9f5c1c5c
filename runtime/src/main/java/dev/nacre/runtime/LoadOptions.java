package dev.nacre.runtime;

/**
 * How a model is loaded from a file. Immutable: each setting returns other options.
 *
 * <pre>
 * Scorer scorer = Scorer.load(file, LoadOptions.defaults().weights(ElementType.BF16));
 * </pre>
 */
public final class LoadOptions {

    private static final LoadOptions DEFAULTS = new LoadOptions(ElementType.F32);

    private final ElementType weights;

    private LoadOptions(ElementType weights) {
        this.weights = weights;
    }

    /** All parameters as floats. */
    public static LoadOptions defaults() {
        return DEFAULTS;
    }

    /**
     * What weights are rounded to: parameters of at least two axes, such as the matrices of {@code linear}, the kernels of
     * {@code conv2d} and the table of {@code embedding}. Others, such as biases and those of normalisations, stay floats.
     *
     * <p>With {@link ElementType#BF16} or {@link ElementType#F16}, to the nearest even if two are as near, a model keeps its
     * large weights in 16 bits, which halves its memory, and predicts a single sample faster where weights do not fit
     * into the caches close to the processor. Sums are of floats: predictions have the bits of a model of floats whose weights have been
     * rounded. Such a model is for predictions: it cannot be trained, and its parameters cannot be written to.
     *
     * @param type {@link ElementType#F32}, the default, {@link ElementType#BF16} or {@link ElementType#F16}
     * @throws IllegalArgumentException if it is another one
     */
    public LoadOptions weights(ElementType type) {
        return switch (type) {
            case F32, BF16, F16 -> new LoadOptions(type);
            case FLOAT, INT ->
                throw new IllegalArgumentException(
                        "weights are F32, BF16 or F16, got " + type + ", which is what the elements of a port are");
        };
    }

    /** What weights are rounded to. */
    public ElementType weights() {
        return weights;
    }

    @Override
    public String toString() {
        return "LoadOptions[weights=" + weights + "]";
    }
}
