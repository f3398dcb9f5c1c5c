/** The compiler of {@code .nn} files: {@link dev.nacre.compiler.NnCompiler} is the whole pipeline on one page. */
@NullMarked
package dev.nacre.compiler;

import org.jspecify.annotations.NullMarked;
