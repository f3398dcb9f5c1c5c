package dev.nacre.runtime;

/**
 * One layer of a model.
 *
 * @param path what the names of its parameters start with, such as {@code fc1} or {@code body.2.0}
 * @param kind the layer's name in the language, such as {@code linear}
 * @param output the shape of its result for one sample
 * @param multiplyAdds the multiplications whose products it adds up for one sample: those of matrix products
 */
public record LayerSpec(String path, String kind, Shape output, long multiplyAdds) {

    /** A layer without matrix products. */
    public LayerSpec(String path, String kind, Shape output) {
        this(path, kind, output, 0);
    }
}
