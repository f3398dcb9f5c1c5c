/**
 * From placed plans to Java: the classes of a model, what they declare, and which methods they call in which order. How a kernel is
 * computed is written by the packages below, which alone know what a vector is.
 */
@NullMarked
package dev.nacre.compiler.emit;

import org.jspecify.annotations.NullMarked;
