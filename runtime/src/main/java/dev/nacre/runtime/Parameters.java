package dev.nacre.runtime;

/** The parameters and buffers of a model, in one array. */
public final class Parameters {}
