/**
 * Training, for applications: the trainer, datasets, scores and listeners, and the pass forward and backward that a trainer is
 * made of, for those who write their own loop. Losses are in {@link dev.nacre.runtime.training.loss}, optimisers and learning-rate
 * schedules in {@link dev.nacre.runtime.training.optim}. Nothing here is needed to predict.
 */
@NullMarked
package dev.nacre.runtime.training;

import org.jspecify.annotations.NullMarked;
