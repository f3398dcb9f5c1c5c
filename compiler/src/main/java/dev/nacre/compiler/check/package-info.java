/** From syntax to networks: names, expressions, shapes, and every error a user can make. */
@NullMarked
package dev.nacre.compiler.check;

import org.jspecify.annotations.NullMarked;
