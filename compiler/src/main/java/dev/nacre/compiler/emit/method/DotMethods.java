package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Dot;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link Dot}: a method for one row, and one for many that calls it or {@link DotTile}. */
final class DotMethods {

    private final Dialect dialect;
    private final Target target;
    private final Dot kernel;
    private final LaneFold fold;

    private DotMethods(Target target, Dot kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.fold = new LaneFold(target, Joining.SUM);
    }

    /** All methods; {@code name} takes any number of rows, {@code nameRow} one. */
    static List<MethodSpec> of(Target target, Dot kernel, String name) {
        DotMethods methods = new DotMethods(target, kernel);
        String parameters = ColumnsMethods.parameters(kernel.bias(), kernel.epilogue());
        String formula = "y[j] = "
                + SumFormula.of(kernel.epilogue(), kernel.bias() ? "(b[j] + Σ x[k] w[j][k])" : "(Σ x[k] w[j][k])")
                + " over " + kernel.in()
                + " k, in sixteen lanes of fma";
        List<MethodSpec> written = new ArrayList<>();
        written.add(Methods.kernel(name + "Row", formula + ", for one row.", parameters, methods.row()));
        written.add(Methods.kernel(
                name, formula + ",\nfor {@code rows} rows.", parameters + ", int rows", methods.rows(name)));
        if (methods.tiled()) {
            DotTile tile = new DotTile(target, kernel);
            written.add(Methods.kernel(
                    name + "Tile" + tile.rows(),
                    formula + ", for " + tile.rows() + (tile.rows() == 1 ? " row" : " rows")
                            + ", whose lanes are folded together.",
                    parameters,
                    tile.body()));
        }
        return written;
    }

    /** Whether several sums can be folded at once: their results and what is combined with them must be neighbours. */
    static boolean foldsRows(Dot kernel) {
        return kernel.in() >= Buffer.LANES
                && kernel.yStride() == kernel.out()
                && kernel.epilogue().strides().stream().allMatch(stride -> stride == kernel.out());
    }

    private boolean tiled() {
        return target != Target.SCALAR && foldsRows(kernel);
    }

    private String rows(String name) {
        String row = "; r < rows; r++) {\n    " + call(name + "Row") + "}\n";
        if (!tiled()) {
            return "for (int r = 0" + row;
        }
        DotTile tile = new DotTile(target, kernel);
        return Code.fill(
                """
                int r = 0;
                for (; r <= rows - #{reached}; r += #{rows}) {
                    #{tile}
                }
                #{row}
                """,
                "reached",
                tile.reached(),
                "rows",
                tile.rows(),
                "tile",
                call(name + "Tile" + tile.rows()),
                "row",
                "for (" + row);
    }

    private String call(String method) {
        StringBuilder call = new StringBuilder(method + "(w, wo");
        if (kernel.bias()) {
            call.append(", b, bo");
        }
        call.append(", x, xo + ").append(Code.times("r", kernel.xStride()));
        call.append(", y, yo + ").append(Code.times("r", kernel.yStride()));
        for (int i = 0; i < kernel.epilogue().strides().size(); i++) {
            int stride = kernel.epilogue().strides().get(i);
            call.append(", e").append(i).append(", eo").append(i);
            call.append(stride == 0 ? "" : " + " + Code.times("r", stride));
        }
        return call.append(");\n").toString();
    }

    private String row() {
        StringBuilder body = new StringBuilder();
        for (int output = 0; output < kernel.out(); output++) {
            body.append("{\n").append(output(output).indent(4)).append("}\n");
        }
        return kernel.out() == 1 ? output(0) : body.toString();
    }

    private String output(int output) {
        int full = kernel.in() / Buffer.LANES * Buffer.LANES;
        long row = (long) output * kernel.weightStride();
        List<String> lines = new ArrayList<>();
        if (full > 0) {
            lines.addAll(lanes(full, row));
        }
        boolean chain = kernel.bias() || full < kernel.in();
        if (chain) {
            String start = kernel.bias() ? "b[" + Code.at("bo", output) + "]" : "0f";
            lines.add("float rest = " + start + ";");
            for (int k = full; k < kernel.in(); k++) {
                lines.add("rest = $math:T.fma(x[" + Code.at("xo", k) + "], w[" + Code.at("wo", row + k) + "], rest);");
            }
        }
        String sum = full == 0 ? "rest" : chain ? "(sum + rest)" : "sum";
        lines.addAll(store(output, sum));
        return String.join("\n", lines) + "\n";
    }

    private List<String> lanes(int full, long row) {
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < fold.parts(); i++) {
            String sum = "sum" + i;
            long lane = (long) i * target.lanes();
            String x = dialect.load("x", Code.at("xo + k", lane));
            String w = dialect.load("w", Code.at("wo + k", row + lane));
            starts.add(dialect.type() + " " + sum + " = " + dialect.constant(0) + ";");
            terms.add(sum + " = " + dialect.fma(x, w, sum) + ";");
        }
        List<String> lines = new ArrayList<>(starts);
        lines.add("for (int k = 0; k < " + full + "; k += 16) {");
        terms.forEach(term -> lines.add("    " + term));
        lines.add("}");
        lines.addAll(fold.statements("sum", "sum"));
        return lines;
    }

    private List<String> store(int output, String sum) {
        List<String> arguments = new ArrayList<>(List.of(sum));
        for (int i = 0; i < kernel.epilogue().strides().size(); i++) {
            arguments.add("e" + i + "[" + Code.at("eo" + i, output) + "]");
        }
        ScalarCode.Written value =
                ScalarCode.write(Dialect.of(Target.SCALAR), kernel.epilogue().body(), arguments, "f");
        List<String> lines = new ArrayList<>(value.statements());
        lines.add("y[" + Code.at("yo", output) + "] = " + value.expression() + ";");
        return lines;
    }
}
