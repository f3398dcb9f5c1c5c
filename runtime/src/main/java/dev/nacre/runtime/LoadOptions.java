package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a model is loaded from a file. Immutable: each setting returns other options.
 *
 * <pre>
 * Scorer scorer = Scorer.load(file, LoadOptions.defaults().weights(ElementType.BF16));
 * </pre>
 */
public final class LoadOptions {

    private static final LoadOptions DEFAULTS = new LoadOptions(ElementType.F32, List.of());

    private final ElementType weights;
    private final List<String> ignored;

    private LoadOptions(ElementType weights, List<String> ignored) {
        this.weights = weights;
        this.ignored = List.copyOf(ignored);
    }

    /** All parameters as floats, from a file that has these and no others. */
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
            case F32, BF16, F16 -> new LoadOptions(type, ignored);
            case FLOAT, INT ->
                throw new IllegalArgumentException(
                        "weights are F32, BF16 or F16, got " + type + ", which is what the elements of a port are");
        };
    }

    /** What weights are rounded to. */
    public ElementType weights() {
        return weights;
    }

    /**
     * Passes over tensors that the file has beside those of the model, such as layers that the model leaves out: those whose names begin
     * with one of these. What the model itself has is read all the same, and must be there.
     *
     * @param beginnings whole names or their beginnings, such as {@code "pooler."}; they add to those given before
     */
    public LoadOptions ignoring(String... beginnings) {
        List<String> all = new ArrayList<>(ignored);
        for (String beginning : beginnings) {
            all.add(Objects.requireNonNull(beginning, "beginning"));
        }
        return new LoadOptions(weights, all);
    }

    /** Whether a tensor of that name may be in the file although the model has none. */
    public boolean ignores(String name) {
        return ignored.stream().anyMatch(name::startsWith);
    }

    @Override
    public String toString() {
        return "LoadOptions[weights=" + weights + (ignored.isEmpty() ? "" : ", ignoring=" + ignored) + "]";
    }
}
