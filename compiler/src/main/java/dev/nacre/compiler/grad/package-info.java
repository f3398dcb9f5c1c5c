/** From a tensor program to the program that also computes its gradients. */
@NullMarked
package dev.nacre.compiler.grad;

import org.jspecify.annotations.NullMarked;
