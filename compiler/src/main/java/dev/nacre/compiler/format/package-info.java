/** The one way to write a file down: its tokens and comments, with white space and line breaks by rule. */
@NullMarked
package dev.nacre.compiler.format;

import org.jspecify.annotations.NullMarked;
