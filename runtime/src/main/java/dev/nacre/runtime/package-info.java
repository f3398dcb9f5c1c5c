/** What generated models stand on, and what applications use beside them: parameters, checkpoints, training. */
@NullMarked
package dev.nacre.runtime;

import org.jspecify.annotations.NullMarked;
