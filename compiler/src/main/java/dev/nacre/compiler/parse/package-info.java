/** From text to syntax: the ANTLR parser behind our own error reporting. */
@NullMarked
package dev.nacre.compiler.parse;

import org.jspecify.annotations.NullMarked;
