package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Outer;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link Outer}: a method that walks tiles of the gradient, and the register tiles. */
final class OuterMethods {

    private static final String PARAMETERS = "float[] a, int ao, float[] b, int bo, float[] g, int go, int rows";

    private final Target target;
    private final Dialect dialect;
    private final Outer kernel;
    private final String name;
    private final Tiling tiling;
    private final List<MethodSpec> methods = new ArrayList<>();

    private OuterMethods(Target target, Outer kernel, String name) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.name = name;
        this.tiling = new Tiling(target);
    }

    /** All methods; {@code name} computes the gradient's rows from {@code from} to {@code to}. */
    static List<MethodSpec> of(Target target, Outer kernel, String name) {
        OuterMethods methods = new OuterMethods(target, kernel, name);
        methods.driver();
        return methods.methods;
    }

    private void driver() {
        StringBuilder body = new StringBuilder();
        int columns = kernel.exact() ? kernel.columns() / target.lanes() * target.lanes() : kernel.columns();
        if (columns > 0) {
            tiling.tileStripes(columns, 1).forEach(stripe -> body.append(stripe(stripe)));
        }
        if (columns < kernel.columns()) {
            body.append(rest(columns));
        }
        methods.add(Methods.kernel(
                name,
                "g[m][j] += Σ a[r][m] b[r][j] for the m from {@code from} to {@code to}, in one chain of fma over the rows r.",
                PARAMETERS + ", int from, int to",
                body.toString()));
    }

    private String stripe(Tiling.Stripe stripe) {
        int rows = tiling.rows(stripe.vectors(), 1, Integer.MAX_VALUE, true);
        int last = kernel.rows() % rows;
        String column = stripe.tiles() > 1 ? " + j" : stripe.from() == 0 ? "" : " + " + stripe.from();
        String loop = kernel.rows() < rows ? "" : Code.fill("""
                        for (; m + #{rows} <= to; m += #{rows}) {
                            #{call}
                        }
                        """, "rows", rows, "call", call(rows, stripe, column));
        String tail =
                last == 0 ? "" : "if (m < to) {\n" + call(last, stripe, column).indent(4) + "}\n";
        String tiles = "int m = from;\n" + loop + tail;
        if (stripe.tiles() == 1) {
            return "{\n" + tiles.indent(4) + "}\n";
        }
        int step = stripe.vectors() * target.lanes();
        int end = stripe.from() + stripe.tiles() * step;
        return "for (int j = " + stripe.from() + "; j < " + end + "; j += " + step + ") {\n" + tiles.indent(4) + "}\n";
    }

    private String call(int rows, Tiling.Stripe stripe, String column) {
        tileMethod(rows, stripe.vectors());
        int step = stripe.vectors() * target.lanes();
        String g = stripe.tiles() > 1
                ? Panel.offset("go", "j", step, kernel.panelStride())
                : Panel.offset("go", stripe.from(), kernel.panelStride());
        return tileName(rows, stripe.vectors()) + "(a, ao + m, b, bo" + column + ", g, " + g + " + "
                + Code.times("m", kernel.rowStride()) + ", rows);\n";
    }

    private String tileName(int rows, int vectors) {
        return name + "Tile" + rows + "x" + vectors * target.lanes();
    }

    private void tileMethod(int rows, int vectors) {
        String tileName = tileName(rows, vectors);
        if (methods.stream().noneMatch(method -> method.name().equals(tileName))) {
            methods.add(Methods.kernel(
                    tileName,
                    "g[m][j] += Σ a[r][m] b[r][j] for " + rows + " m and " + vectors * target.lanes() + " j.",
                    PARAMETERS,
                    tile(rows, vectors)));
        }
    }

    private String tile(int rows, int vectors) {
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        List<String> stores = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            terms.add(dialect.type() + " b" + v + " = " + dialect.load("b", Code.at("bv", (long) v * target.lanes()))
                    + ";");
        }
        for (int m = 0; m < rows; m++) {
            terms.add(dialect.type() + " a" + m + " = " + dialect.broadcast("a", Code.at("ar", m)) + ";");
            for (int v = 0; v < vectors; v++) {
                String sum = "g" + m + "_" + v;
                long offset = (long) m * kernel.rowStride() + Panel.vector(v, target.lanes(), kernel.panelStride());
                starts.add(dialect.type() + " " + sum + " = " + dialect.load("g", Code.at("go", offset)) + ";");
                terms.add(sum + " = " + dialect.fma("a" + m, "b" + v, sum) + ";");
                stores.add(dialect.store(sum, "g", Code.at("go", offset)));
            }
        }
        return Code.fill(
                """
                #{starts}
                for (int r = 0; r < rows; r++) {
                    int ar = ao + #{a};
                    int bv = bo + #{b};
                    #{terms}
                }
                #{stores}
                """,
                "starts",
                String.join("\n", starts),
                "a",
                Code.times("r", kernel.aStride()),
                "b",
                Code.times("r", kernel.bStride()),
                "terms",
                String.join("\n", terms),
                "stores",
                String.join("\n", stores));
    }

    /** The columns beyond the last full vector, one by one. */
    private String rest(int from) {
        return Code.fill(
                """
                for (int m = from; m < to; m++) {
                    for (int j = #{from}; j < #{to}; j++) {
                        int place = #{place} + #{row};
                        float sum = g[place];
                        for (int r = 0; r < rows; r++) {
                            sum = $math:T.fma(a[ao + #{a} + m], b[bo + #{b} + j], sum);
                        }
                        g[place] = sum;
                    }
                }
                """,
                "from",
                from,
                "to",
                kernel.columns(),
                "place",
                Panel.offset("go", "j", 1, kernel.panelStride()),
                "row",
                Code.times("m", kernel.rowStride()),
                "a",
                Code.times("r", kernel.aStride()),
                "b",
                Code.times("r", kernel.bStride()));
    }
}
