/** Syntax: a source file as a tree, exactly as written, names unresolved. */
@NullMarked
package dev.nacre.compiler.ast;

import org.jspecify.annotations.NullMarked;
