/** The initialisers of the language: what they take and what they draw; not which parameter is drawn by which, and no mistakes. */
@NullMarked
package dev.nacre.compiler.check.initializer;

import org.jspecify.annotations.NullMarked;
