/** Random models that are valid, and how to find the smallest that still shows what one of them has shown. */
@NullMarked
package dev.nacre.compiler.random;

import org.jspecify.annotations.NullMarked;
