package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.WindowAxis;

/**
 * An axis over which windows slide.
 *
 * @param count how many windows there are
 * @param length of the axis
 */
public record Sliding(int count, int length, WindowAxis window) {

    /** Whether windows reach beyond the axis, where nothing is read or written. */
    public boolean isClipped() {
        return window.before() > 0 || (window.isCounted() ? window.after() > 0 : end() > length);
    }

    /** Whether no two windows have an element in common, however many there are: one that is added to zero has no −0. */
    public boolean isDisjoint() {
        return window.stride() >= window.reach();
    }

    /** Whether each element is in some window. */
    public boolean coversAll() {
        boolean withoutGap = window.dilation() == 1 || window.size() == 1;
        if (window.isCounted()) {
            boolean plain = window.before() == 0 && window.after() == 0;
            boolean inTurn = plain && window.stride() == window.size() && length == (long) count * window.stride();
            return withoutGap && (window.stride() == 1 || inTurn);
        }
        return withoutGap && (count == 1 || window.stride() <= window.size()) && end() >= length;
    }

    /** The place behind the last window's last. */
    private int end() {
        return (count - 1) * window.stride() + window.reach() - window.before();
    }
}
