package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.kernel.Pad;
import dev.nacre.compiler.kernel.PadAxis;
import java.util.List;

/** Writes {@link Pad}, the same for every target: copying is up to {@code System.arraycopy}. */
final class PadMethods {

    /** So few neighbours are copied faster one by one. */
    private static final int FEW = 8;

    private final Counts counts;
    private final Pad kernel;

    private PadMethods(Counts counts, Pad kernel) {
        this.counts = counts;
        this.kernel = kernel;
    }

    static List<MethodSpec> of(Counts counts, Pad kernel, String name) {
        PadMethods methods = new PadMethods(counts, kernel);
        String javadoc = "y[" + methods.filled(kernel.rows()) + "][" + methods.filled(kernel.columns()) + "]["
                + kernel.channels() + "] = x with " + Dialect.literal(kernel.value())
                + " around and between, for {@code n} samples.";
        String parameters = "float[] x, int xo, float[] y, int yo, int n" + counts.parameters(sizes(kernel));
        return List.of(Methods.kernel(name, javadoc, parameters, methods.body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(Pad kernel) {
        return List.of(
                kernel.rows().from(),
                kernel.rows().size(),
                kernel.columns().from(),
                kernel.columns().size());
    }

    /** How many places of the copy a sample has. */
    private String filled(PadAxis axis) {
        return Code.at(counts.text(axis.size()), axis.around());
    }

    /** Where what is copied ends. */
    private String end(PadAxis axis) {
        return counts.text(axis.end());
    }

    private static boolean isWhole(PadAxis axis) {
        return axis.before() == 0 && axis.spread() == 1 && axis.around() == 0 && axis.end() == axis.to();
    }

    private String body() {
        PadAxis rows = kernel.rows();
        int size = Math.multiplyExact(rows.to(), kernel.toRow());
        boolean whole = isWhole(rows) && isWhole(kernel.columns());
        return Code.fill(
                """
                for (int s = 0; s < n; s++) {
                    #{fill}
                    for (int r = #{first}; r < #{end}; r++) {
                        int from = xo + #{fromSample} + #{fromRow};
                        int to = yo + #{toSample} + #{toRow};
                        #{row}
                    }
                }
                """,
                "fill",
                whole ? "" : fill(size),
                "first",
                rows.first(),
                "end",
                end(rows),
                "fromSample",
                Code.times("s", kernel.fromSample()),
                "fromRow",
                Code.times("r", rows.step()),
                "toSample",
                Code.times("s", size),
                "toRow",
                Code.at(
                        Code.times("r", (long) rows.spread() * kernel.toRow()),
                        (long) rows.before() * kernel.toRow()
                                + (long) kernel.columns().before() * kernel.channels()),
                "row",
                row());
    }

    /** A sample of which only the columns have a length is one row. */
    private String fill(int size) {
        String sample = "yo + " + Code.times("s", size);
        boolean fixed = counts.isFixed(kernel.columns().size());
        String filled =
                fixed ? String.valueOf(size) : Code.times("(" + filled(kernel.columns()) + ")", kernel.channels());
        return "$arrays:T.fill(y, " + sample + ", " + sample + " + " + filled + ", " + Dialect.literal(kernel.value())
                + ");";
    }

    private String row() {
        PadAxis columns = kernel.columns();
        int channels = kernel.channels();
        int first = columns.first();
        String end = end(columns);
        boolean dense = columns.spread() == 1 && (columns.step() == channels || columns.from() == 1);
        if (dense) {
            int copied = columns.end() - first;
            String length =
                    counts.isFixed(columns.end()) ? String.valueOf(copied * channels) : Code.times(end, channels);
            return "System.arraycopy(x, " + Code.at("from", (long) first * channels) + ", y, "
                    + Code.at("to", (long) first * channels) + ", " + length + ");";
        }
        String from = "from + " + Code.times("c", columns.step());
        String to = "to + " + Code.times("c", (long) columns.spread() * channels);
        String copy = channels > FEW
                ? "System.arraycopy(x, " + from + ", y, " + to + ", " + channels + ");"
                : channels == 1
                        ? "y[" + to + "] = x[" + from + "];"
                        : "for (int i = 0; i < " + channels + "; i++) {\n    y[" + to + " + i] = x[" + from
                                + " + i];\n}";
        return Code.fill("""
                for (int c = #{first}; c < #{end}; c++) {
                    #{copy}
                }
                """, "first", first, "end", end, "copy", copy);
    }
}
