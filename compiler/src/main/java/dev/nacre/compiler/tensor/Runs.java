package dev.nacre.compiler.tensor;

import java.util.function.Function;

/** Concatenation and slicing of row-major tensors: along an axis, whole runs of elements stay together. */
final class Runs {

    private Runs() {}

    /** @param result what {@code concat} makes; {@code elements} are those of its operands */
    static double[] concat(Primitive.Concat concat, Value result, Function<Value, double[]> elements) {
        int row = run(result, concat.axis());
        int start = 0;
        double[] joined = new double[0];
        for (Value operand : concat.operands()) {
            double[] part = elements.apply(operand);
            int run = run(operand, concat.axis());
            joined = start == 0 ? new double[part.length / run * row] : joined;
            copy(part, 0, run, joined, start, row, run);
            start += run;
        }
        return joined;
    }

    /** @param result what {@code slice} makes of an operand with the elements {@code from} */
    static double[] slice(Primitive.Slice slice, Value result, double[] from) {
        int run = run(result, slice.axis());
        int row = run(slice.operand(), slice.axis());
        double[] part = new double[from.length / row * run];
        copy(from, run / slice.size() * slice.start(), row, part, 0, run, run);
        return part;
    }

    /** Elements along an axis and all that follow it. */
    private static int run(Value value, int axis) {
        return value.shape().sizes().subList(axis, value.shape().rank()).stream()
                .reduce(1, Math::multiplyExact);
    }

    /** Of every {@code fromRow} elements, {@code run} from {@code f} on, to {@code t} among every {@code toRow}. */
    private static void copy(double[] from, int f, int fromRow, double[] to, int t, int toRow, int run) {
        for (int row = 0; row < from.length / fromRow; row++) {
            System.arraycopy(from, f + row * fromRow, to, t + row * toRow, run);
        }
    }
}
