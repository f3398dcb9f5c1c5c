package dev.nacre.compiler.model;

/**
 * How a window slides along an axis: element k of window o is {@code o * stride + k * dilation - before}.
 *
 * @param size elements of the window
 * @param before places in front of the axis's first element that windows may cover
 * @param after places behind its last
 * @param counted what stands for the number of windows, if that depends on a length; else 0
 */
public record WindowAxis(int size, int stride, int dilation, int before, int after, int counted) {

    /** Over an axis of a fixed size. */
    public WindowAxis(int size, int stride, int dilation, int before, int after) {
        this(size, stride, dilation, before, after, 0);
    }

    /** The same over an axis with a length, so that {@code number} stands for the number of windows. */
    public WindowAxis counting(int number) {
        return new WindowAxis(size, stride, dilation, before, after, number);
    }

    /** Whether it slides along a length. */
    public boolean isCounted() {
        return counted != 0;
    }

    /** From a window's first element to its last, both included. */
    public int reach() {
        return Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
    }

    /** Windows along an axis of {@code length}, 0 or fewer if not even one fits. */
    public int windows(int length) {
        if (isCounted()) {
            return counted;
        }
        int covered = Math.addExact(Math.addExact(length, before), after);
        return covered < reach() ? 0 : (covered - reach()) / stride + 1;
    }
}
