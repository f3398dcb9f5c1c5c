/** What the processor and the JVM can do with vectors. Knows no other package. */
@NullMarked
package dev.nacre.runtime.simd;

import org.jspecify.annotations.NullMarked;
