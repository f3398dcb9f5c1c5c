package dev.nacre.compiler.lower;

/** What a program is for; some layers, such as dropout, differ. */
public enum Mode {
    PREDICTION,
    TRAINING,
    /** A prediction of one step of a sequence, with the state that the step before has left. */
    STEP
}
