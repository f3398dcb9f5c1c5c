/**
 * The methods of a kernel class: for each kind of kernel its loops, tiles and sums, and how methods are put together from text. Which
 * kernels a model calls, in which order and on which arrays, the classes above know.
 */
@NullMarked
package dev.nacre.compiler.emit.method;

import org.jspecify.annotations.NullMarked;
