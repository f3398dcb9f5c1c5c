/** From networks to tensor programs: each layer as a few primitives. */
@NullMarked
package dev.nacre.compiler.lower;

import org.jspecify.annotations.NullMarked;
