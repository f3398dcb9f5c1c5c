/** Work that is shared among threads, and objects that one thread at a time may enter. */
@NullMarked
package dev.nacre.runtime.work;

import org.jspecify.annotations.NullMarked;
