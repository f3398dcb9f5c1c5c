package dev.nacre.runtime;

/** What a model is made of: its ports, layers and parameters. */
public final class ModelSpec {}
