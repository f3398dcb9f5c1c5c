package dev.nacre.compiler.grad;

import dev.nacre.compiler.tensor.Value;

/**
 * What one use of a value adds to its gradient.
 *
 * @param gradient of the value's shape, or to be broadcast to it
 */
record Contribution(Value value, Value gradient) {}
