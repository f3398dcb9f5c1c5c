package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.List;

/** Where the loops of a {@link ReduceLoop} find what they read and write: samples are counted by r, kept axes by a0 and up, reduced ones by k0 and up. */
record ReducePlaces(ReduceLoop kernel, boolean isOneSample) {

    /** For any number of samples. */
    ReducePlaces(ReduceLoop kernel) {
        this(kernel, false);
    }

    /** An element of x in a column. */
    String source(String column) {
        StringBuilder place = new StringBuilder(
                isOneSample ? "xo" : "xo + " + Code.times("r", kernel.source().batch()));
        List<Integer> steps = kernel.source().axes();
        for (int i = 0; i < steps.size(); i++) {
            String counter = i < kernel.kept().size()
                    ? "a" + i
                    : "k" + (i - kernel.kept().size());
            place.append(" + ").append(Code.times(counter, steps.get(i)));
        }
        return column.equals("0") ? place.toString() : place + " + " + column;
    }

    /** The first element of y. */
    String result() {
        StringBuilder place = new StringBuilder("yo");
        if (kernel.result().batch() != 0) {
            place.append(" + ").append(Code.times("r", kernel.result().batch()));
        }
        for (int i = 0; i < kernel.kept().size(); i++) {
            place.append(" + ")
                    .append(Code.times("a" + i, kernel.result().axes().get(i)));
        }
        return place.toString();
    }
}
