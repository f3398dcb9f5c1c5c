/** The Maven plugin: turns the {@code .nn} files of a project into Java sources, before its Java is compiled. */
@NullMarked
package dev.nacre.maven;

import org.jspecify.annotations.NullMarked;
