package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;

/**
 * The result of a node.
 *
 * @param id the node's index in its program
 * @param shape without the batch axis
 * @param batched whether there is one such tensor per sample; parameters and their gradients have none
 */
public record Value(int id, Shape shape, boolean batched) {}
