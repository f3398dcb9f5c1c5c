package dev.nacre.runtime;

/** Whether a prediction is right; accuracy is the share of {@link #RIGHT} among those that count. */
public enum Verdict {
    RIGHT,
    WRONG,
    /** The sample is ignored, or the loss has no notion of right and wrong. */
    UNCOUNTED;

    static Verdict of(boolean right) {
        return right ? RIGHT : WRONG;
    }
}
