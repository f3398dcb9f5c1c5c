package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.ScatterRows;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import java.util.List;

/** Writes {@link GatherRows} and {@link ScatterRows}, row after row in whole vectors, and {@link FlagRows}. */
final class TableMethods {

    private final Target target;
    private final Dialect dialect;

    private TableMethods(Target target) {
        this.target = target;
        this.dialect = Dialect.of(target);
    }

    static List<MethodSpec> gather(Target target, GatherRows kernel, String name) {
        TableMethods methods = new TableMethods(target);
        String copy = methods.dialect.store(methods.dialect.load("w", "from + j"), "y", "to + j");
        String body = Code.fill(
                """
                for (int r = 0; r < rows; r++) {
                    int from = wo + #{row};
                    int to = yo + #{place};
                    #{copy}
                }
                """,
                "row",
                Code.times("x[xo + r]", kernel.tableStride()),
                "place",
                Code.times("r", kernel.stride()),
                "copy",
                methods.columns(kernel.width(), copy));
        return List.of(Methods.kernel(
                name,
                "The rows of w that {@code rows} indices tell.",
                "float[] w, int wo, int[] x, int xo, float[] y, int yo, int rows",
                body));
    }

    static List<MethodSpec> scatter(Target target, Counts counts, ScatterRows kernel, String name) {
        TableMethods methods = new TableMethods(target);
        StringBuilder parameters = new StringBuilder();
        StringBuilder pairs = new StringBuilder();
        for (int pair = 0; pair < kernel.rows().size(); pair++) {
            parameters.append(Code.fill("int[] x#{i}, int xo#{i}, float[] a#{i}, int ao#{i}, ", "i", pair));
            pairs.append(methods.pair(counts, kernel, pair));
        }
        String body = Code.fill("""
                for (int r = 0; r < rows; r++) {
                    #{pairs}
                }
                """, "pairs", pairs);
        return List.of(Methods.kernel(
                name,
                "Adds the gradients of {@code rows} samples to the rows of g that their indices tell.",
                parameters + "float[] g, int go, int rows" + counts.parameters(kernel.rows()),
                body));
    }

    static List<MethodSpec> flags(Counts counts, FlagRows kernel, String name) {
        String body = Code.fill(
                """
                for (int r = 0; r < rows; r++) {
                    for (int j = 0; j < #{width}; j++) {
                        y[yo + #{to} + j] = x[xo + #{from} + j];
                    }
                }
                """,
                "width",
                counts.text(kernel.width()),
                "to",
                Code.times("r", kernel.stride()),
                "from",
                Code.times("r", kernel.width()));
        return List.of(Methods.kernel(
                name,
                "The flags of {@code rows} rows, integers that are 0 or 1, as floats.",
                "int[] x, int xo, float[] y, int yo, int rows" + counts.parameters(List.of(kernel.width())),
                body));
    }

    private String pair(Counts counts, ScatterRows kernel, int pair) {
        String sum = dialect.binary(
                Operator.ADD,
                new Dialect.Operand(dialect.load("g", "to + j"), false),
                new Dialect.Operand(dialect.load("a" + pair, "from + j"), false));
        return Code.fill(
                """
                for (int k = 0; k < #{rows}; k++) {
                    int index = x#{i}[xo#{i} + #{sample} + k];
                    int from = ao#{i} + (#{sample} + k) * #{stride};
                    int to = go + #{row};
                    #{add}
                }
                """,
                "rows",
                counts.text(kernel.rows().get(pair)),
                "i",
                pair,
                "sample",
                Code.times("r", kernel.rows().get(pair)),
                "stride",
                kernel.strides().get(pair),
                "row",
                Code.times("index", kernel.tableStride()),
                "add",
                unlessPadding(kernel, columns(kernel.width(), dialect.store(sum, "g", "to + j"))));
    }

    private static String unlessPadding(ScatterRows kernel, String statements) {
        return kernel.padding() < 0
                ? statements
                : "if (index != " + kernel.padding() + ") {\n" + statements.indent(4) + "}\n";
    }

    /** A statement for the columns from {@code j} on, for all of them. */
    private String columns(int width, String statement) {
        int touched = new Tiling(target).vectorsIn(width) * target.lanes();
        String step = target.lanes() == 1 ? "j++" : "j += " + target.lanes();
        return "for (int j = 0; j < " + touched + "; " + step + ") {\n" + statement.indent(4) + "}\n";
    }
}
