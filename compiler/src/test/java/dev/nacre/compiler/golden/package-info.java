/** Reference results from PyTorch, and what is held against them. */
@NullMarked
package dev.nacre.compiler.golden;

import org.jspecify.annotations.NullMarked;
