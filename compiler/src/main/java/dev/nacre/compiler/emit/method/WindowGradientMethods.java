package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Loop;
import dev.nacre.compiler.kernel.WindowGradient;
import dev.nacre.compiler.kernel.WindowUse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@link WindowGradient}: a method that walks tiles of the gradient, and the register tiles. */
final class WindowGradientMethods {

    private static final String TILE_PARAMETERS = "float[] a, int ao, float[] b, int bo, float[] g, int go, int n";

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final WindowGradient kernel;
    private final String name;
    private final Tiling tiling;
    private final List<MethodSpec> methods = new ArrayList<>();

    private WindowGradientMethods(Target target, Counts counts, WindowGradient kernel, String name) {
        this.target = target;
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.name = name;
        this.tiling = new Tiling(target);
    }

    /** All methods; {@code name} computes the gradient's rows from {@code from} to {@code to}. */
    static List<MethodSpec> of(Target target, Counts counts, WindowGradient kernel, String name) {
        WindowGradientMethods methods = new WindowGradientMethods(target, counts, kernel, name);
        methods.driver();
        return methods.methods;
    }

    /** The counts of its loops over positions. */
    static List<Integer> sizes(WindowGradient kernel) {
        return kernel.uses().stream()
                .flatMap(use -> use.positions().stream())
                .map(Loop::count)
                .toList();
    }

    private void driver() {
        StringBuilder parameters = new StringBuilder();
        for (int use = 0; use < kernel.uses().size(); use++) {
            String template = "float[] a#{i}, int ao#{i}, float[] b#{i}, int bo#{i}, ";
            parameters.append(Code.fill(template, "i", use));
        }
        StringBuilder body = new StringBuilder();
        tiling.tileStripes(kernel.columns(), 1).forEach(stripe -> body.append(stripe(stripe)));
        methods.add(
                0,
                Methods.kernel(
                        name,
                        "g[m][j] += Σ " + factor()
                                + " b[p][j] for the m from {@code from} to {@code to}, in one chain of fma over"
                                + " {@code n} samples and their positions p.",
                        parameters + "float[] g, int go, int n, int from, int to" + counts.parameters(sizes(kernel)),
                        body.toString()));
    }

    private String factor() {
        return kernel.depthwise() ? "a[p + m + j]" : "a[p + m]";
    }

    private int most(Tiling.Stripe stripe) {
        return tiling.windowRows(stripe.vectors());
    }

    private String stripe(Tiling.Stripe stripe) {
        WindowRows rows = new WindowRows(kernel.uses().get(0));
        boolean inRuns = rows.run() > most(stripe);
        String tiles = inRuns ? inRuns(rows, stripe) : ofRuns(rows, stripe);
        if (stripe.tiles() == 1) {
            return tiles;
        }
        int step = stripe.vectors() * target.lanes();
        int end = stripe.from() + stripe.tiles() * step;
        return "for (int j = " + stripe.from() + "; j < " + end + "; j += " + step + ") {\n" + tiles.indent(4) + "}\n";
    }

    private String ofRuns(WindowRows rows, Tiling.Stripe stripe) {
        int each = rows.ofRuns(most(stripe));
        return Code.fill("""
                for (int m = from; m < to; m += #{rows}) {
                    #{call}
                }
                """, "rows", each, "call", call(each, each, stripe));
    }

    /** Tiles inside runs; what is left of a run is a lower tile. */
    private String inRuns(WindowRows rows, Tiling.Stripe stripe) {
        int each = rows.ofRun(most(stripe));
        int last = rows.run() % each;
        String tail =
                last == 0 ? "" : "if (m < end) {\n" + call(last, 1, stripe).indent(4) + "    m = end;\n}\n";
        return Code.fill(
                """
                for (int m = from; m < to;) {
                    int end = Math.min(to, #{end});
                    for (; m + #{rows} <= end; m += #{rows}) {
                        #{call}
                    }
                    #{tail}
                }
                """,
                "end",
                "(m / " + rows.run() + " + 1) * " + rows.run(),
                "rows",
                each,
                "call",
                call(each, 1, stripe),
                "tail",
                tail);
    }

    /** Calls of a tile for each use; with several, sample by sample. */
    private String call(int rows, int aligned, Tiling.Stripe stripe) {
        StringBuilder calls = new StringBuilder();
        boolean one = kernel.uses().size() == 1;
        for (int use = 0; use < kernel.uses().size(); use++) {
            calls.append(call(use, rows, aligned, stripe, one)).append('\n');
        }
        return one
                ? calls.toString()
                : "for (int s = 0; s < n; s++) {\n" + calls.toString().indent(4) + "}\n";
    }

    private String call(int index, int rows, int aligned, Tiling.Stripe stripe, boolean one) {
        tileMethod(index, rows, stripe.vectors());
        WindowUse use = kernel.uses().get(index);
        int panel = Math.multiplyExact(kernel.panelRows(), Buffer.LANES);
        boolean loop = stripe.tiles() > 1;
        String column = loop ? " + j" : stripe.from() == 0 ? "" : " + " + stripe.from();
        String g = loop
                ? Panel.offset("go", "j", stripe.vectors() * target.lanes(), panel)
                : Panel.offset("go", stripe.from(), panel);
        String a = "ao" + index + new WindowRows(use).place("m", aligned) + (kernel.depthwise() ? column : "");
        String sampleA = one ? "" : " + " + Code.times("s", use.aSample());
        String sampleB = one ? "" : " + " + Code.times("s", use.bSample());
        return tileName(index, rows, stripe.vectors()) + "(a" + index + ", " + a + sampleA + ", b" + index + ", bo"
                + index + column + sampleB + ", g, " + g + " + m * " + Buffer.LANES + ", " + (one ? "n" : "1")
                + lengths() + ");";
    }

    private String lengths() {
        return counts.arguments(sizes(kernel)).stream()
                .map(length -> ", " + length)
                .collect(Collectors.joining());
    }

    private String tileName(int use, int rows, int vectors) {
        String suffix = kernel.uses().size() == 1 ? "" : "Of" + use;
        return name + "Tile" + rows + "x" + vectors * target.lanes() + suffix;
    }

    private void tileMethod(int use, int rows, int vectors) {
        String tileName = tileName(use, rows, vectors);
        if (methods.stream().noneMatch(method -> method.name().equals(tileName))) {
            methods.add(Methods.kernel(
                    tileName,
                    "g[m][j] += Σ " + factor() + " b[p][j] for " + rows + " m and " + vectors * target.lanes() + " j.",
                    TILE_PARAMETERS + counts.parameters(sizes(kernel)),
                    tile(kernel.uses().get(use), rows, vectors)));
        }
    }

    private String tile(WindowUse use, int rows, int vectors) {
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        List<String> stores = new ArrayList<>();
        int panel = Math.multiplyExact(kernel.panelRows(), Buffer.LANES);
        List<Integer> places = new WindowRows(use).places(rows);
        for (int v = 0; v < vectors; v++) {
            String b = dialect.load("b", Code.at("bp", (long) v * target.lanes()));
            terms.add(dialect.type() + " b" + v + " = " + b + ";");
        }
        for (int m = 0; m < rows; m++) {
            if (!kernel.depthwise()) {
                terms.add(
                        dialect.type() + " a" + m + " = " + dialect.broadcast("a", Code.at("ap", places.get(m))) + ";");
            }
            for (int v = 0; v < vectors; v++) {
                String sum = "g" + m + "_" + v;
                String a = "a" + m;
                if (kernel.depthwise()) {
                    a += "_" + v;
                    String place = Code.at("ap", (long) places.get(m) + (long) v * target.lanes());
                    terms.add(dialect.type() + " " + a + " = " + dialect.load("a", place) + ";");
                }
                long offset = (long) m * Buffer.LANES + Panel.vector(v, target.lanes(), panel);
                starts.add(dialect.type() + " " + sum + " = " + dialect.load("g", Code.at("go", offset)) + ";");
                terms.add(sum + " = " + dialect.fma(a, "b" + v, sum) + ";");
                stores.add(dialect.store(sum, "g", Code.at("go", offset)));
            }
            if (tiling.fenced(rows, rows * vectors)) {
                starts.add(Tiling.FENCE);
                terms.add(Tiling.FENCE);
            }
        }
        return String.join("\n", starts) + "\n" + loops(use, String.join("\n", terms)) + String.join("\n", stores);
    }

    /**
     * One row of one sample, as it is with lengths. Vectors that go through more than one loop, of which the inner one may have no turn, are
     * objects on JDK 17.
     */
    private String loopOfLength(WindowUse use, String terms) {
        return Code.fill(
                """
                for (int c = 0; c < #{columns}; c++) {
                    int ap = ao + #{aColumn};
                    int bp = bo + #{bColumn};
                    #{terms}
                }
                """,
                "columns",
                counts.text(use.positions().get(1).count()),
                "aColumn",
                Code.times("c", use.positions().get(1).step()),
                "bColumn",
                Code.times("c", use.bSteps().get(1)),
                "terms",
                terms);
    }

    private String loops(WindowUse use, String terms) {
        if (!counts.isFixed(use.positions().get(1).count())) {
            return loopOfLength(use, terms);
        }
        return Code.fill(
                """
                for (int s = 0; s < n; s++) {
                    for (int r = 0; r < #{rows}; r++) {
                        int ar = ao + #{aSample} + #{aRow};
                        int br = bo + #{bSample} + #{bRow};
                        for (int c = 0; c < #{columns}; c++) {
                            int ap = ar + #{aColumn};
                            int bp = br + #{bColumn};
                            #{terms}
                        }
                    }
                }
                """,
                "rows",
                counts.text(use.positions().get(0).count()),
                "columns",
                counts.text(use.positions().get(1).count()),
                "aSample",
                Code.times("s", use.aSample()),
                "aRow",
                Code.times("r", use.positions().get(0).step()),
                "aColumn",
                Code.times("c", use.positions().get(1).step()),
                "bSample",
                Code.times("s", use.bSample()),
                "bRow",
                Code.times("r", use.bSteps().get(0)),
                "bColumn",
                Code.times("c", use.bSteps().get(1)),
                "terms",
                terms);
    }
}
