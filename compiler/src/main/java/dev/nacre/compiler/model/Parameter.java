package dev.nacre.compiler.model;

/**
 * A tensor that a model owns.
 *
 * @param name the key in a state dict, such as {@code fc1.weight}
 * @param trainable false for buffers and frozen parameters
 */
public record Parameter(String name, Shape shape, Initialization initialization, boolean trainable) {}
