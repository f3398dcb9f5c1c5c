package dev.nacre.compiler.kernel;

/**
 * How an axis is copied: place i goes to {@code before + i * spread}, if the copy has such a place.
 *
 * @param from places to copy, {@code step} floats apart
 * @param to places of the copy
 */
public record PadAxis(int from, int step, int before, int spread, int to) {}
