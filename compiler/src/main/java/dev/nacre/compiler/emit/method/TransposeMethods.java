package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.TransposeLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@link TransposeLoop}, which is the same on all targets. Whole rows are copied one by one. Otherwise a few rows of x are read side by side, and what stands in
 * them one below the other is written in one go. Rows of y are taken in blocks that stay in the first-level cache, where
 * what the next rows of x add to them finds them.
 */
final class TransposeMethods {

    /** Rows of x that are read side by side. */
    private static final int TOGETHER = 8;

    /** Rows of y in a block. */
    private static final int BLOCK = 64;

    private final Counts counts;
    private final TransposeLoop kernel;
    private final boolean blocked;

    private TransposeMethods(Counts counts, TransposeLoop kernel) {
        this.counts = counts;
        this.kernel = kernel;
        this.blocked = kernel.rows() > BLOCK && kernel.columns() > TOGETHER;
    }

    static List<MethodSpec> of(Counts counts, TransposeLoop kernel, String name) {
        boolean whole = kernel.keepsRows();
        String javadoc = "y[i][j] = " + (whole ? "x[i][j]" : "x[j][i]") + " for " + counts.text(kernel.rows())
                + " i and " + counts.text(kernel.columns()) + " j, for {@code rows} samples.";
        String parameters = "float[] x, int xo, float[] y, int yo, int rows" + counts.parameters(sizes(kernel));
        return List.of(Methods.kernel(name, javadoc, parameters, new TransposeMethods(counts, kernel).body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(TransposeLoop kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.axes());
        sizes.addAll(List.of(kernel.rows(), kernel.columns()));
        return sizes;
    }

    private String body() {
        String matrix = Code.fill(
                """
                int from = xo#{source};
                int to = yo#{result};
                #{loops}
                """,
                "source",
                place(kernel.source(), kernel.sourceDense()),
                "result",
                place(kernel.result(), kernel.resultDense()),
                "loops",
                loops());
        return Loops.nest(counts, kernel.axes(), matrix);
    }

    private String loops() {
        if (kernel.keepsRows()) {
            return wholeRows();
        }
        boolean few = kernel.rows() <= TOGETHER && counts.isFixed(kernel.rows());
        return few && kernel.columns() > TOGETHER ? wide() : blocks();
    }

    /** Row by row, which compilers make copies by vectors of. */
    private String wholeRows() {
        boolean single = kernel.rows() == 1;
        String row = "for (int j = 0; j < " + counts.text(kernel.columns()) + "; j++) {\n"
                + copy(single ? "j" : "ij", 0, 0).indent(4) + "}\n";
        return single
                ? row
                : "for (int i = 0; i < " + counts.text(kernel.rows()) + "; i++) {\n" + row.indent(4) + "}\n";
    }

    private String place(Access access, boolean dense) {
        StringBuilder place = new StringBuilder(" + " + Code.times("r", access.batch()));
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            place.append(" + ").append(times("a" + axis, access.axes().get(axis), dense));
        }
        return place.toString();
    }

    /** @param dense whether what stands for a length in a step is the sample's */
    private String times(String counter, int step, boolean dense) {
        return dense && !counts.isFixed(step) ? counter + " * " + counts.text(step) : Code.times(counter, step);
    }

    /** So many steps further on. */
    private String at(String place, long count, int step, boolean dense) {
        if (count == 0 || !dense || counts.isFixed(step)) {
            return Code.at(place, count * step);
        }
        return place + " + " + (count == 1 ? "" : count + " * ") + counts.text(step);
    }

    /** The place of (i, j), from what is counted and what is known. */
    private String element(String array, String base, Access access, boolean dense, String counted, long i, long j) {
        int row = access.axes().get(kernel.axes().size());
        int column = access.axes().get(kernel.axes().size() + 1);
        String place = base;
        if (counted.contains("i")) {
            place += " + " + times("i", row, dense);
        }
        if (counted.contains("j")) {
            place += " + " + times("j", column, dense);
        }
        boolean symbolic = dense && !(counts.isFixed(row) && counts.isFixed(column));
        String moved = symbolic ? at(at(place, i, row, true), j, column, true) : Code.at(place, i * row + j * column);
        return array + "[" + moved + "]";
    }

    private String copy(String counted, long i, long j) {
        return element("y", "to", kernel.result(), kernel.resultDense(), counted, i, j) + " = "
                + element("x", "from", kernel.source(), kernel.sourceDense(), counted, i, j) + ";\n";
    }

    /** Few long rows of y: all of them at the same time, along x. */
    private String wide() {
        StringBuilder copies = new StringBuilder();
        for (int i = 0; i < kernel.rows(); i++) {
            copies.append(copy("j", i, 0));
        }
        return "for (int j = 0; j < " + counts.text(kernel.columns()) + "; j++) {\n"
                + copies.toString().indent(4) + "}\n";
    }

    private String blocks() {
        String rows = blocked ? "int last = Math.min(i0 + " + BLOCK + ", " + counts.text(kernel.rows()) + ");\n" : "";
        String columns = columns();
        return blocked
                ? "for (int i0 = 0; i0 < " + counts.text(kernel.rows()) + "; i0 += " + BLOCK + ") {\n"
                        + (rows + columns).indent(4) + "}\n"
                : columns;
    }

    private String columns() {
        if (!counts.isFixed(kernel.columns())) {
            String width = counts.text(kernel.columns());
            return "int j = 0;\nfor (; j <= " + width + " - " + TOGETHER + "; j += " + TOGETHER + ") {\n"
                    + together("j", TOGETHER).indent(4) + "}\nfor (; j < " + width + "; j++) {\n"
                    + together("j", 1).indent(4) + "}\n";
        }
        int full = kernel.columns() / TOGETHER * TOGETHER;
        int rest = kernel.columns() - full;
        StringBuilder text = new StringBuilder();
        if (full > TOGETHER) {
            text.append("for (int j = 0; j < " + full + "; j += " + TOGETHER + ") {\n");
            text.append(together("j", TOGETHER).indent(4)).append("}\n");
        } else if (full > 0) {
            text.append(together("0", TOGETHER));
        }
        return rest == 0 ? text.toString() : text + together(String.valueOf(full), rest);
    }

    /** Some columns of y, from {@code column} on. */
    private String together(String column, int count) {
        boolean counted = column.equals("j");
        int first = counted ? 0 : Integer.parseInt(column);
        StringBuilder copies = new StringBuilder();
        for (int j = first; j < first + count; j++) {
            copies.append(copy(counted ? "ij" : "i", 0, j));
        }
        String range = blocked ? "int i = i0; i < last; i++" : "int i = 0; i < " + counts.text(kernel.rows()) + "; i++";
        return "for (" + range + ") {\n" + copies.toString().indent(4) + "}\n";
    }
}
