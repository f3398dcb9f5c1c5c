package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Loop;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link ConvolutionLoop}: a method that walks samples, outputs and positions, and the register tiles. */
final class ConvolutionMethods {

    private final Target target;
    private final Counts counts;
    private final ConvolutionLoop kernel;
    private final String name;
    private final Tiling tiling;
    private final List<MethodSpec> methods = new ArrayList<>();

    private ConvolutionMethods(Target target, Counts counts, ConvolutionLoop kernel, String name) {
        this.target = target;
        this.counts = counts;
        this.kernel = kernel;
        this.name = name;
        this.tiling = new Tiling(target);
    }

    /** All methods; {@code name} takes any number of samples. */
    static List<MethodSpec> of(Target target, Counts counts, ConvolutionLoop kernel, String name) {
        ConvolutionMethods methods = new ConvolutionMethods(target, counts, kernel, name);
        methods.driver();
        return methods.methods;
    }

    /** The counts of its loops over positions. */
    static List<Integer> sizes(ConvolutionLoop kernel) {
        return kernel.positions().stream().map(Loop::count).toList();
    }

    private int rows() {
        return kernel.positions().get(0).count();
    }

    private int columns() {
        return kernel.positions().get(1).count();
    }

    private void driver() {
        StringBuilder stripes = new StringBuilder();
        tiling.tileStripes(kernel.out(), 1).forEach(stripe -> stripes.append(stripe(stripe)));
        String body = "for (int s = 0; s < n; s++) {\n" + starts()
                + ((rows() == 1 ? termsOfRow("") : "") + stripes).indent(4) + "}\n";
        methods.add(
                0,
                Methods.kernel(
                        name,
                        formula() + ",\nfor " + rows() + " x " + counts.text(columns())
                                + " positions of each of {@code n} samples. A last tile may overlap the one before it.",
                        parameters() + ", int n" + counts.parameters(sizes(kernel)),
                        body));
    }

    private String parameters() {
        return ColumnsMethods.parameters(kernel.bias(), kernel.epilogue());
    }

    /** Where the sample is. */
    private String starts() {
        StringBuilder starts = new StringBuilder();
        long positions = Math.multiplyFull(rows(), columns());
        starts.append("int xs = xo + ")
                .append(Code.times("s", kernel.xSample()))
                .append(";\n");
        starts.append("int ys = yo + ")
                .append(Code.times("s", positions * kernel.yStride()))
                .append(";\n");
        List<Integer> strides = kernel.epilogue().strides();
        for (int i = 0; i < strides.size(); i++) {
            String sample = strides.get(i) == 0 ? "" : " + " + Code.times("s", positions * strides.get(i));
            starts.append("int es")
                    .append(i)
                    .append(" = eo")
                    .append(i)
                    .append(sample)
                    .append(";\n");
        }
        return starts.toString().indent(4);
    }

    private String stripe(Tiling.Stripe stripe) {
        int together = kernel.rows().isPresent() ? 1 : rows();
        boolean dear = kernel.depthwise() && !kernel.epilogue().strides().isEmpty();
        Tiling.Patch patch = tiling.patch(together, columns(), stripe.vectors(), dear);
        String tiles = counts.isFixed(columns())
                ? tiles(patch, call(patch, stripe))
                : ofLength(tiling.columnsOfLength(stripe.vectors()), stripe);
        if (stripe.tiles() == 1) {
            return tiles;
        }
        int step = stripe.vectors() * target.lanes();
        int end = stripe.from() + stripe.tiles() * step;
        return "for (int j = " + stripe.from() + "; j < " + end + "; j += " + step + ") {\n" + tiles.indent(4) + "}\n";
    }

    /** {@code call} for all tiles of an image, the first row of each being {@code r} and its first column {@code c}. */
    private String tiles(Tiling.Patch patch, String call) {
        String inner = columns() == patch.width() ? call : along("c", "column", columns(), patch.width(), call);
        return rows() == patch.height() ? inner : along("r", "row", rows(), patch.height(), termsOfRow("row") + inner);
    }

    /**
     * Tiles of {@code width} columns of the only row. What is left at its end, or all of a short one, is done by tiles of two thirds
     * or one third of that: each tile reads all weights again.
     */
    private String ofLength(int width, Tiling.Stripe stripe) {
        String columns = counts.text(columns());
        int most = (2 * width + 2) / 3;
        int few = (width + 2) / 3;
        String left = columns + " - c";
        StringBuilder text = new StringBuilder("int c = 0;\n");
        String otherwise = "";
        if (most < width) {
            text.append("for (; ")
                    .append(left)
                    .append(" > ")
                    .append(2 * most)
                    .append("; c += ")
                    .append(width)
                    .append(") {\n");
            text.append((call(new Tiling.Patch(1, width), stripe, "c") + "\n").indent(4))
                    .append("}\n");
            text.append("if (")
                    .append(columns)
                    .append(" >= ")
                    .append(width)
                    .append(" && ")
                    .append(left)
                    .append(" > ");
            text.append(most)
                    .append(" && ")
                    .append(left)
                    .append(" <= ")
                    .append(width)
                    .append(") {\n");
            text.append(last(width, columns, stripe).indent(4));
            otherwise = "} else ";
        }
        if (most > few) {
            text.append(otherwise)
                    .append("if (")
                    .append(columns)
                    .append(" >= ")
                    .append(most)
                    .append(" && ");
            text.append(left).append(" > ").append(few).append(") {\n");
            text.append(overlapping(most, columns, stripe).indent(4));
            otherwise = "} else ";
        }
        if (few > 1) {
            text.append(otherwise)
                    .append("if (")
                    .append(columns)
                    .append(" >= ")
                    .append(few)
                    .append(") {\n");
            text.append(overlapping(few, columns, stripe).indent(4));
            otherwise = "} else ";
        }
        String each = "for (; c < " + columns + "; c++) {\n"
                + (call(new Tiling.Patch(1, 1), stripe, "c") + "\n").indent(4) + "}\n";
        text.append(otherwise.isEmpty() ? each : otherwise + "{\n" + each.indent(4) + "}\n");
        return "{\n" + text.toString().indent(4) + "}\n";
    }

    /** The tile that ends where the row does. */
    private String last(int width, String columns, Tiling.Stripe stripe) {
        return "int column = " + columns + " - " + width + ";\n" + call(new Tiling.Patch(1, width), stripe, "column")
                + "\n";
    }

    private String overlapping(int width, String columns, Tiling.Stripe stripe) {
        return Code.fill(
                """
                for (; c < #{columns}; c += #{width}) {
                    int column = Math.min(c, #{columns} - #{width});
                    #{call}
                }
                """, "columns", columns, "width", width, "call", call(new Tiling.Patch(1, width), stripe, "column"));
    }

    /** The rows of a window that are not zeros, for positions in the row {@code row}, or in the only one if it is empty. */
    private String termsOfRow(String row) {
        if (kernel.rows().isEmpty()) {
            return "";
        }
        WindowLoops.Bounds bounds = WindowLoops.bounds(kernel.rows().get(), row);
        return "int from = " + bounds.from() + ";\nint to = " + bounds.to() + ";\n";
    }

    private static String along(String counter, String place, int size, int step, String body) {
        return Code.fill(
                """
                for (int #{k} = 0; #{k} < #{size}; #{k} += #{step}) {
                    int #{place} = #{min};
                    #{body}
                }
                """,
                "k",
                counter,
                "size",
                size,
                "step",
                step,
                "place",
                place,
                "min",
                size % step == 0 ? counter : "Math.min(" + counter + ", " + (size - step) + ")",
                "body",
                body);
    }

    private String call(Tiling.Patch patch, Tiling.Stripe stripe) {
        return call(patch, stripe, columns() == patch.width() ? "" : "column");
    }

    /** @param column the variable with the first column of the tile; none if that is always the first one */
    private String call(Tiling.Patch patch, Tiling.Stripe stripe, String column) {
        tileMethod(patch, stripe.vectors());
        boolean loop = stripe.tiles() > 1;
        int panel = Math.multiplyExact(kernel.in(), Buffer.LANES);
        String w = loop
                ? Panel.offset("wo", "j", stripe.vectors() * target.lanes(), panel)
                : Panel.offset("wo", stripe.from(), panel);
        String channel = loop ? " + j" : stripe.from() == 0 ? "" : " + " + stripe.from();
        String x = place(
                patch,
                column,
                kernel.positions().get(0).step(),
                kernel.positions().get(1).step());
        StringBuilder call = new StringBuilder(tileName(patch, stripe.vectors()) + "(w, " + w);
        if (kernel.bias()) {
            call.append(", b, bo").append(channel);
        }
        call.append(", x, xs").append(x).append(kernel.depthwise() ? channel : "");
        call.append(", y, ys").append(dense(patch, column, kernel.yStride())).append(channel);
        List<Integer> strides = kernel.epilogue().strides();
        for (int i = 0; i < strides.size(); i++) {
            call.append(", e").append(i).append(", es").append(i);
            call.append(strides.get(i) == 0 ? "" : dense(patch, column, strides.get(i)))
                    .append(channel);
        }
        return call.append(kernel.rows().isPresent() ? ", from, to);" : ");").toString();
    }

    private String dense(Tiling.Patch patch, String column, int stride) {
        return place(patch, column, (long) columns() * stride, stride);
    }

    private String place(Tiling.Patch patch, String column, long rowStep, long columnStep) {
        String row = rows() == patch.height() ? "" : " + " + Code.times("row", rowStep);
        return row + (column.isEmpty() ? "" : " + " + Code.times(column, columnStep));
    }

    private String tileName(Tiling.Patch patch, int vectors) {
        return name + "Tile" + patch.height() + "x" + patch.width() + "x" + vectors * target.lanes();
    }

    private void tileMethod(Tiling.Patch patch, int vectors) {
        String tileName = tileName(patch, vectors);
        if (methods.stream().noneMatch(method -> method.name().equals(tileName))) {
            ConvolutionTile tile = new ConvolutionTile(target, kernel, patch.height(), patch.width(), vectors);
            methods.add(Methods.kernel(
                    tileName,
                    formula() + ", a tile of " + patch.height() + " x " + patch.width() + " positions and "
                            + vectors * target.lanes() + " outputs"
                            + (kernel.rows().isPresent() ? ", of rows {@code from} to {@code to} of the window." : "."),
                    parameters() + (kernel.rows().isPresent() ? ", int from, int to" : ""),
                    tile.body()));
        }
    }

    private String formula() {
        String x = kernel.depthwise() ? "x[p + k + j]" : "x[p + k]";
        String sum = kernel.bias() ? "(b[j] + Σ " + x + " w[k][j])" : "(Σ " + x + " w[k][j])";
        return "y[p][j] = " + SumFormula.of(kernel.epilogue(), sum) + " over " + kernel.in()
                + " k, in one chain of fma";
    }
}
