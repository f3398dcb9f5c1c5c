/**
 * What an application needs to predict with a generated model: the model and its session, its parameters and their file, and
 * the spec that describes it. How models learn is in {@link dev.nacre.runtime.training}. What is there for generated code is in
 * {@link dev.nacre.runtime.generated}.
 */
@NullMarked
package dev.nacre.runtime;

import org.jspecify.annotations.NullMarked;
