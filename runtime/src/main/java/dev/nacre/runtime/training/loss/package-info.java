/**
 * Losses, for applications: {@link dev.nacre.runtime.training.loss.Losses} has those of PyTorch by name, and the interfaces are
 * there for losses of one's own. A loss computes its value and the gradient of outputs for a batch, in plain loops. It knows
 * neither models nor parameters.
 */
@NullMarked
package dev.nacre.runtime.training.loss;

import org.jspecify.annotations.NullMarked;
