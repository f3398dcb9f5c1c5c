package dev.nacre.compiler.kernel;

/** A loop of {@code count} turns, each {@code step} floats further on. */
public record Loop(int count, int step) {}
