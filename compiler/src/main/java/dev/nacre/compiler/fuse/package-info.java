/** From tensor programs to plans: which primitives share a loop. */
@NullMarked
package dev.nacre.compiler.fuse;

import org.jspecify.annotations.NullMarked;
