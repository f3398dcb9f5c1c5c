/** The tensor program: SSA over a small closed set of primitives, and its meaning in double. */
@NullMarked
package dev.nacre.compiler.tensor;

import org.jspecify.annotations.NullMarked;
