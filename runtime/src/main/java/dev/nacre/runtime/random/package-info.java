/** Random numbers that are a function of what they are for, and the distributions that parameters are drawn from. */
@NullMarked
package dev.nacre.runtime.random;

import org.jspecify.annotations.NullMarked;
