package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import java.util.ArrayList;
import java.util.List;

/** Windows over the axes of a row-major tensor [n…, c], in {@code double}. */
final class Windows {

    private final List<WindowAxis> axes;
    private final Shape whole;
    private final Shape windows;

    Windows(List<WindowAxis> axes, Shape whole) {
        this.axes = axes;
        this.whole = whole;
        this.windows = shape(axes, whole);
    }

    /** The shape [o…, k…, c] of windows over [n…, c]. */
    static Shape shape(List<WindowAxis> axes, Shape whole) {
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            int count = axes.get(axis).windows(whole.size(axis));
            if (count < 1) {
                throw new IllegalStateException("no window " + axes.get(axis) + " fits " + whole);
            }
            sizes.add(count);
        }
        axes.forEach(axis -> sizes.add(axis.size()));
        sizes.add(whole.last());
        return new Shape(sizes);
    }

    /** All windows, with {@code padding} outside of the tensor. */
    double[] view(double[] elements, int size, double padding) {
        double[] view = new double[size];
        for (int i = 0; i < size; i++) {
            int from = place(i);
            view[i] = from < 0 ? padding : elements[from];
        }
        return view;
    }

    /** The sum of what windows hold of each of {@code size} elements; {@code operand} says what of {@code view} repeats. */
    double[] fold(Value operand, double[] view, int size) {
        double[] sums = new double[size];
        Index index = new Index(windows);
        int count = size / whole.elements() * windows.elements();
        for (int i = 0; i < count; i++) {
            int to = place(i);
            if (to >= 0) {
                index.set(i);
                sums[to] += view[index.broadcast(operand)];
            }
        }
        return sums;
    }

    /** Which element, counted through the batch, an element of the windows is; −1 for padding. */
    private int place(int position) {
        int rest = position;
        int[] coordinates = new int[windows.rank()];
        for (int axis = windows.rank() - 1; axis >= 0; axis--) {
            coordinates[axis] = rest % windows.size(axis);
            rest /= windows.size(axis);
        }
        int place = rest;
        for (int axis = 0; axis < axes.size(); axis++) {
            WindowAxis window = axes.get(axis);
            int at = coordinates[axis] * window.stride()
                    + coordinates[axes.size() + axis] * window.dilation()
                    - window.before();
            if (at < 0 || at >= whole.size(axis)) {
                return -1;
            }
            place = place * whole.size(axis) + at;
        }
        return place * whole.last() + coordinates[windows.rank() - 1];
    }
}
