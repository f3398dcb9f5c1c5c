package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;

/** Axes in another order, of row-major tensors in {@code double}. */
final class Transposition {

    private Transposition() {}

    /** @param result what {@code transpose} makes of an operand with the elements {@code from} */
    static double[] evaluate(Primitive.Transpose transpose, Value result, double[] from) {
        Shape shape = transpose.operand().shape();
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.size(axis);
        }
        double[] to = new double[from.length];
        for (int i = 0; i < to.length; i++) {
            int rest = i;
            int place = 0;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                place += rest
                        % result.shape().size(axis)
                        * strides[transpose.axes().get(axis)];
                rest /= result.shape().size(axis);
            }
            to[i] = from[rest * stride + place];
        }
        return to;
    }
}
