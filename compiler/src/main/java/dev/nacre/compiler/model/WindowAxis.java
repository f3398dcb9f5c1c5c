package dev.nacre.compiler.model;

/**
 * How a window slides along an axis: element k of window o is {@code o * stride + k * dilation - before}.
 *
 * @param size elements of the window
 * @param before places in front of the axis's first element that windows may cover
 * @param after places behind its last
 */
public record WindowAxis(int size, int stride, int dilation, int before, int after) {

    /** From a window's first element to its last, both included. */
    public int reach() {
        return Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
    }

    /** Windows along an axis of {@code length}, 0 or fewer if not even one fits. */
    public int windows(int length) {
        int covered = Math.addExact(Math.addExact(length, before), after);
        return covered < reach() ? 0 : (covered - reach()) / stride + 1;
    }
}
