/**
 * What may be passed to a layer, a block, an initialiser or an annotation, and what a call came to; how an expression is evaluated and
 * bound to it, the checker knows.
 */
@NullMarked
package dev.nacre.compiler.check.argument;

import org.jspecify.annotations.NullMarked;
