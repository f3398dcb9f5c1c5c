/** From placed plans to Java: the only place that knows what a vector is. */
@NullMarked
package dev.nacre.compiler.emit;

import org.jspecify.annotations.NullMarked;
