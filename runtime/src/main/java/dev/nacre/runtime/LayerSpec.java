package dev.nacre.runtime;

/**
 * One layer of a model.
 *
 * @param path what the names of its parameters start with, such as {@code fc1} or {@code body.2.0}
 * @param kind the layer's name in the language, such as {@code linear}
 * @param output the shape of its result for one sample
 */
public record LayerSpec(String path, String kind, Shape output) {}
