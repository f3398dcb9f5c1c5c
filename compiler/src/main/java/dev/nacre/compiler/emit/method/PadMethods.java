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

    private final Pad kernel;

    private PadMethods(Pad kernel) {
        this.kernel = kernel;
    }

    static List<MethodSpec> of(Pad kernel, String name) {
        String javadoc = "y[" + kernel.rows().to() + "][" + kernel.columns().to() + "][" + kernel.channels()
                + "] = x with " + Dialect.literal(kernel.value()) + " around and between, for {@code n} samples.";
        String parameters = "float[] x, int xo, float[] y, int yo, int n";
        return List.of(Methods.kernel(name, javadoc, parameters, new PadMethods(kernel).body()));
    }

    private static boolean isWhole(PadAxis axis) {
        return axis.before() == 0 && axis.spread() == 1 && axis.end() == axis.to();
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
                whole
                        ? ""
                        : "$arrays:T.fill(y, yo + " + Code.times("s", size) + ", yo + " + Code.times("s", size) + " + "
                                + size + ", " + Dialect.literal(kernel.value()) + ");",
                "first",
                rows.first(),
                "end",
                rows.end(),
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

    private String row() {
        PadAxis columns = kernel.columns();
        int channels = kernel.channels();
        int first = columns.first();
        int end = columns.end();
        boolean dense = columns.spread() == 1 && (columns.step() == channels || columns.from() == 1);
        if (dense) {
            return "System.arraycopy(x, " + Code.at("from", (long) first * channels) + ", y, "
                    + Code.at("to", (long) first * channels) + ", " + (end - first) * channels + ");";
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
