package dev.nacre.compiler.format;

/**
 * How much room a document takes.
 *
 * @param width columns on one line, or {@link #UNBOUNDED} if it cannot stand on one line
 * @param head columns up to the first place where it may be broken, or all of them
 * @param mayBreak whether there is such a place
 */
record Measure(int width, int head, boolean mayBreak) {

    /** The width of what needs more than one line; more than any file has characters. */
    static final int UNBOUNDED = 1 << 28;

    static final Measure EMPTY = new Measure(0, 0, false);

    static Measure unbroken(int width) {
        return new Measure(width, width, false);
    }

    /** A line break that takes {@code width} columns where it is not needed. */
    static Measure line(int width) {
        return new Measure(width, 0, true);
    }

    Measure then(Measure next) {
        return new Measure(
                Math.min(UNBOUNDED, width + next.width), mayBreak ? head : head + next.head, mayBreak || next.mayBreak);
    }

    /** The columns up to the first place for a break, if {@code tail} columns follow. */
    int headBefore(int tail) {
        return mayBreak ? head : head + tail;
    }

    boolean isBounded() {
        return width < UNBOUNDED;
    }
}
