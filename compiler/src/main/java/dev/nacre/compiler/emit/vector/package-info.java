/** Arithmetic as Java writes it for each target: operators and functions on vectors or on floats; no loops and no methods. */
@NullMarked
package dev.nacre.compiler.emit.vector;

import org.jspecify.annotations.NullMarked;
