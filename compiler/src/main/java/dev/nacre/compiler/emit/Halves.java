package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.method.HalfMethods;
import dev.nacre.compiler.kernel.HalvedParameters;

/**
 * What reads weights of 16 bits.
 *
 * @param wide where widened weights start in the arena
 */
record Halves(HalvedParameters parameters, HalfMethods methods, int wide) {}
