/**
 * Optimisers and learning-rate schedules, for applications: {@link dev.nacre.runtime.training.optim.Optimizers} and {@link
 * dev.nacre.runtime.training.optim.Schedules} have those of PyTorch by name, and the interfaces are there for others. An optimiser
 * changes parameters by their gradients. It knows neither models nor losses.
 */
@NullMarked
package dev.nacre.runtime.training.optim;

import org.jspecify.annotations.NullMarked;
