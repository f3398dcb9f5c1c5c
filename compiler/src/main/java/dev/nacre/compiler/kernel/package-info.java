/** The plan: fused kernels over buffers, the same for every target. */
@NullMarked
package dev.nacre.compiler.kernel;

import org.jspecify.annotations.NullMarked;
