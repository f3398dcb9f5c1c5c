package dev.nacre.compiler.lower;

/** What a program is for; some layers, such as dropout, differ. */
public enum Mode {
    PREDICTION,
    TRAINING
}
