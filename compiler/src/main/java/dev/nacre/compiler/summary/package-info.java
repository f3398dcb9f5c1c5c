/** A model as a table for people. */
@NullMarked
package dev.nacre.compiler.summary;

import org.jspecify.annotations.NullMarked;
