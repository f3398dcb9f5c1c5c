package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Target;

/** The vectors of a row: one, or a loop over them as {@code j}. */
final class RowVectors {

    private final int lanes;
    private final int touched;

    RowVectors(Target target, int width) {
        this.lanes = target.lanes();
        this.touched = new Tiling(target).vectorsIn(width) * lanes;
    }

    private boolean isOne() {
        return touched == lanes;
    }

    /** {@code body} for each vector. */
    String each(String body) {
        String step = lanes == 1 ? "j++" : "j += " + lanes;
        return isOne() ? body : "for (int j = 0; j < " + touched + "; " + step + ") {\n" + body.indent(4) + "}\n";
    }

    /** Where the vector is, in a row at {@code place}. */
    String at(String place) {
        return isOne() ? place : place + " + j";
    }
}
