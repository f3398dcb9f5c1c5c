/** Checks of what callers pass, and the words for what is wrong with it. Knows no other package. */
@NullMarked
package dev.nacre.runtime.argument;

import org.jspecify.annotations.NullMarked;
