/** A checked network: layers resolved, named, with parameters and shapes; knows nothing of loops. */
@NullMarked
package dev.nacre.compiler.model;

import org.jspecify.annotations.NullMarked;
