package dev.nacre.runtime;

/**
 * A part of the storage of {@link Parameters}.
 *
 * @param from the first float
 * @param to the end, exclusive
 */
public record Range(int from, int to) {}
