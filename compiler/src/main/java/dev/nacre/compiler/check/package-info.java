/**
 * From syntax to networks: names, expressions, shapes along chains, and every error a user can make. What layers, initialisers and
 * arguments are stands in the packages below.
 */
@NullMarked
package dev.nacre.compiler.check;

import org.jspecify.annotations.NullMarked;
