/** The safetensors format, read and written, and files that are replaced as a whole or not at all. */
@NullMarked
package dev.nacre.runtime.safetensors;

import org.jspecify.annotations.NullMarked;
