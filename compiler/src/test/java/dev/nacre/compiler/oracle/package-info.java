/** What a network means, straight from PyTorch's formulas: nothing is shared with the compiler behind the checker. */
@NullMarked
package dev.nacre.compiler.oracle;

import org.jspecify.annotations.NullMarked;
