/** From plans to placed plans: where in the arena each buffer lives. */
@NullMarked
package dev.nacre.compiler.place;

import org.jspecify.annotations.NullMarked;
