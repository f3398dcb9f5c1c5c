package dev.nacre.runtime.training.loss;

/** Whether a prediction is right; accuracy is the share of {@link #RIGHT} among those that count. */
public enum Correctness {
    RIGHT,
    WRONG,
    /** The position is ignored, or the loss has no notion of right and wrong. */
    UNCOUNTED;

    static Correctness of(boolean right) {
        return right ? RIGHT : WRONG;
    }
}
