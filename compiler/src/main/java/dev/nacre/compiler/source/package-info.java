/** The text that users write, places in it, and what the compiler has to say about it. */
@NullMarked
package dev.nacre.compiler.source;

import org.jspecify.annotations.NullMarked;
