package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Epilogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@link Columns}: a method for one row, a method for many, and the register tiles that both are made of. */
final class ColumnsMethods {

    private final Target target;
    private final Counts counts;
    private final Columns kernel;
    private final int xStep;
    private final String name;
    private final Tiling tiling;
    private final @Nullable PanelWidening widening;
    private final List<MethodSpec> methods = new ArrayList<>();

    private ColumnsMethods(
            Target target, Counts counts, Columns kernel, int xStep, String name, @Nullable PanelWidening widening) {
        this.target = target;
        this.counts = counts;
        this.kernel = kernel;
        this.xStep = xStep;
        this.name = name;
        this.tiling = new Tiling(target);
        this.widening = widening;
    }

    /**
     * All methods; {@code name} takes any number of rows, {@code nameRow} one.
     *
     * @param xStep floats from one input to the next
     */
    static List<MethodSpec> of(Target target, Counts counts, Columns kernel, int xStep, String name) {
        ColumnsMethods methods = new ColumnsMethods(target, counts, kernel, xStep, name, null);
        methods.row();
        methods.rows();
        return methods.methods;
    }

    /**
     * The method for any number of rows and weights of 16 bits, which {@code nameRow} reads; they are widened for a stripe of tiles
     * at a time.
     *
     * @param floats the method for weights of floats, whose tiles compute the sums
     * @param panels the method that widens panels
     */
    static MethodSpec halved(Target target, Columns kernel, String name, String floats, String panels) {
        ColumnsMethods methods =
                new ColumnsMethods(target, Counts.FIXED, kernel, 1, name, new PanelWidening(floats, panels));
        methods.rows();
        return methods.methods.get(0);
    }

    /** How many panels of 16 columns are widened at a time. */
    static int widenedPanels(Target target, Columns kernel) {
        return new Tiling(target)
                .tileStripes(kernel.out(), kernel.chains()).stream()
                        .mapToInt(stripe -> Panel.count(stripe.vectors() * target.lanes()))
                        .max()
                        .orElse(0);
    }

    /** What the methods take besides the number of rows. */
    static String parameters(boolean bias, Epilogue epilogue) {
        StringBuilder parameters = new StringBuilder("float[] w, int wo");
        if (bias) {
            parameters.append(", float[] b, int bo");
        }
        parameters.append(", float[] x, int xo, float[] y, int yo");
        for (int i = 0; i < epilogue.strides().size(); i++) {
            parameters.append(", float[] e").append(i).append(", int eo").append(i);
        }
        return parameters.toString();
    }

    /** The counts of its sums and of its columns. */
    static List<Integer> sizes(Columns kernel) {
        return List.of(kernel.in(), kernel.out());
    }

    private String parameters() {
        return widening == null
                ? parameters(kernel.bias(), kernel.epilogue())
                : HalfMethods.parameters(kernel.bias(), kernel.epilogue());
    }

    private String lengths() {
        return counts.parameters(sizes(kernel));
    }

    private String lengthArguments() {
        return counts.arguments(sizes(kernel)).stream()
                .map(length -> ", " + length)
                .collect(Collectors.joining());
    }

    private boolean hasFixedColumns() {
        return counts.isFixed(kernel.out());
    }

    /** If it is known at the call how many columns there are: tiles of as many vectors as there may be, then of half as many. */
    private List<Tiling.Stripe> stripes(List<Tiling.Stripe> fixed) {
        if (hasFixedColumns()) {
            return fixed;
        }
        List<Tiling.Stripe> stripes = new ArrayList<>();
        for (int vectors = Integer.highestOneBit(fixed.get(0).vectors()); vectors > 0; vectors /= 2) {
            stripes.add(new Tiling.Stripe(0, vectors, 2));
        }
        return stripes;
    }

    /** The body of a method that walks over columns. */
    private String columns(StringBuilder body) {
        if (!hasFixedColumns()) {
            int lanes = target.lanes();
            String columns = counts.text(kernel.out());
            String whole = lanes == 1 ? columns : "(" + columns + " + " + (lanes - 1) + ") / " + lanes + " * " + lanes;
            body.insert(body.indexOf("for (; j "), "int end = " + whole + ";\nint j = 0;\n");
        }
        return body.toString();
    }

    private String scratch() {
        return widening == null ? ", " : HalfMethods.scratch();
    }

    private void row() {
        List<Tiling.Stripe> stripes = stripes(tiling.rowStripes(kernel.out(), kernel.chains()));
        String javadoc = formula() + ", for one row.";
        if (stripes.size() == 1 && stripes.get(0).tiles() == 1) {
            methods.add(Methods.kernel(
                    name + "Row",
                    javadoc,
                    parameters() + lengths(),
                    tile(1, stripes.get(0).vectors())));
            return;
        }
        StringBuilder body = new StringBuilder();
        for (Tiling.Stripe stripe : stripes) {
            body.append(stripe(stripe, call(tileName(1, stripe.vectors()), stripe, "xo", "yo", "", true)));
        }
        methods.add(Methods.kernel(name + "Row", javadoc, parameters() + lengths(), columns(body)));
        stripes.stream().mapToInt(Tiling.Stripe::vectors).distinct().forEach(vectors -> tileMethod(1, vectors));
    }

    private void rows() {
        List<Tiling.Stripe> stripes = stripes(tiling.tileStripes(kernel.out(), kernel.chains()));
        int fewest = stripes.stream().mapToInt(this::fewestRows).max().orElse(1);
        StringBuilder body = new StringBuilder(Code.fill(
                """
                if (rows < #{fewest}) {
                    for (int r = 0; r < rows; r++) {
                        #{row}
                    }
                    return;
                }
                """,
                "fewest",
                fewest,
                "row",
                name + "Row("
                        + arguments(
                                widening == null ? "w, wo" : "w, wo, f16",
                                "bo",
                                "xo" + rowOffset("r", kernel.xStride()),
                                "yo",
                                "r",
                                "")
                        + ");"));
        for (Tiling.Stripe stripe : stripes) {
            body.append(tiles(stripe));
        }
        methods.add(Methods.kernel(
                name,
                formula() + (widening == null ? "" : ", with weights of 16 bits")
                        + ",\nfor {@code rows} rows. The last tile of rows may overlap the one before it.",
                parameters() + scratch() + "int rows" + lengths(),
                columns(body)));
        if (widening == null) {
            stripes.stream().mapToInt(Tiling.Stripe::vectors).distinct().forEach(this::tileMethods);
        }
    }

    private int rows(int vectors) {
        return tiling.rows(vectors, kernel.chains(), kernel.in(), ColumnsTile.isStrided(kernel, xStep));
    }

    /** Rows that a stripe needs, so that no tile begins before the first. */
    private int fewestRows(Tiling.Stripe stripe) {
        int rows = rows(stripe.vectors());
        return tiling.overlapsAreDear(stripe.vectors(), rows) ? tiling.lower(stripe.vectors(), rows) : rows;
    }

    private void tileMethods(int vectors) {
        int rows = rows(vectors);
        tileMethod(rows, vectors);
        if (tiling.overlapsAreDear(vectors, rows)) {
            tileMethod(tiling.lower(vectors, rows), vectors);
        }
    }

    private String tiles(Tiling.Stripe stripe) {
        int rows = rows(stripe.vectors());
        if (rows == 1) {
            return stripe(
                    stripe,
                    "for (int m = 0; m < rows; m++) {\n"
                            + call(tileName(1, stripe.vectors()), stripe, "xo", "yo", "m", false)
                                    .indent(4)
                            + "}\n");
        }
        String call = call(tileName(rows, stripe.vectors()), stripe, "xo", "yo", "m", false);
        if (tiling.overlapsAreDear(stripe.vectors(), rows)) {
            return stripe(stripe, twoHeights(stripe, rows, call));
        }
        return stripe(stripe, Code.fill("""
                for (int r = 0; r < rows; r += #{rows}) {
                    int m = Math.min(r, rows - #{rows});
                    #{call}
                }
                """, "rows", rows, "call", call));
    }

    /** Lower tiles first, as many as leave least overlap to the others. */
    private String twoHeights(Tiling.Stripe stripe, int rows, String call) {
        int less = tiling.lower(stripe.vectors(), rows);
        String tiles = rows - less == 1 ? "" : " / " + (rows - less);
        String body = Code.fill(
                """
                int lower = rows < #{rows} ? rows : Math.min(rows, (#{rows} - rows % #{rows}) % #{rows}#{tiles} * #{less});
                int r = 0;
                for (; r < lower; r += #{less}) {
                    int m = Math.min(r, rows - #{less});
                    #{smaller}
                }
                for (; r < rows; r += #{rows}) {
                    int m = Math.min(r, rows - #{rows});
                    #{call}
                }
                """,
                "rows",
                rows,
                "less",
                less,
                "tiles",
                tiles,
                "smaller",
                call(tileName(less, stripe.vectors()), stripe, "xo", "yo", "m", false),
                "call",
                call);
        return stripe.tiles() > 1 ? body : "{\n" + body.indent(4) + "}\n";
    }

    /** Repeats {@code body} for the tiles of a stripe; the first column of each is {@code j}. */
    private String stripe(Tiling.Stripe stripe, String body) {
        if (stripe.tiles() == 1) {
            return widened(stripe) + body;
        }
        int step = stripe.vectors() * target.lanes();
        if (!hasFixedColumns()) {
            return "for (; j <= end - " + step + "; j += " + step + ") {\n" + body.indent(4) + "}\n";
        }
        int end = stripe.from() + stripe.tiles() * step;
        String all = widened(stripe) + body;
        return "for (int j = " + stripe.from() + "; j < " + end + "; j += " + step + ") {\n" + all.indent(4) + "}\n";
    }

    private String widened(Tiling.Stripe stripe) {
        return widening == null ? "" : widening.before(stripe, target, kernel.in());
    }

    private String call(String tile, Tiling.Stripe stripe, String x, String y, String row, boolean oneRow) {
        boolean loop = stripe.tiles() > 1;
        String w = widening == null ? "w, " + place(stripe) : "wide, " + placeInPanel(stripe);
        String column = loop ? " + j" : stripe.from() == 0 ? "" : " + " + stripe.from();
        String xRow = oneRow ? x : x + rowOffset(row, kernel.xStride());
        return tile + "(" + arguments(w, "bo" + column, xRow, y, row, column) + ");\n";
    }

    private String place(Tiling.Stripe stripe) {
        return stripe.tiles() > 1
                ? Panel.offset("wo", "j", stripe.vectors() * target.lanes(), kernel.panelStride())
                : Panel.offset("wo", stripe.from(), kernel.panelStride());
    }

    private String placeInPanel(Tiling.Stripe stripe) {
        boolean within = stripe.vectors() * target.lanes() < Buffer.LANES;
        return stripe.tiles() > 1
                ? "wideo" + (within ? " + j % 16" : "")
                : Code.at("wideo", stripe.from() % Buffer.LANES);
    }

    private String arguments(String w, String b, String x, String y, String row, String column) {
        StringBuilder arguments = new StringBuilder(w);
        if (kernel.bias()) {
            arguments.append(", b, ").append(b);
        }
        arguments.append(", x, ").append(x);
        arguments
                .append(", y, ")
                .append(y)
                .append(rowOffset(row, kernel.yStride()))
                .append(column);
        List<Integer> strides = kernel.epilogue().strides();
        for (int i = 0; i < strides.size(); i++) {
            arguments.append(", e").append(i).append(", eo").append(i);
            arguments.append(rowOffset(row, strides.get(i))).append(column);
        }
        return arguments.append(lengthArguments()).toString();
    }

    private static String rowOffset(String row, int stride) {
        return row.isEmpty() || stride == 0 ? "" : " + " + Code.times(row, stride);
    }

    private String tileName(int rows, int vectors) {
        return (widening == null ? name : widening.tiles()) + "Tile" + rows + "x" + vectors * target.lanes();
    }

    private void tileMethod(int rows, int vectors) {
        String tileName = tileName(rows, vectors);
        boolean known = methods.stream().anyMatch(method -> method.name().equals(tileName));
        if (!known) {
            methods.add(Methods.kernel(
                    tileName,
                    formula() + ", a tile of " + rows + (rows == 1 ? " row" : " rows") + " and "
                            + vectors * target.lanes() + " columns.",
                    parameters() + lengths(),
                    tile(rows, vectors)));
        }
    }

    private String formula() {
        return SumFormula.of(counts, kernel);
    }

    private String tile(int rows, int vectors) {
        return new ColumnsTile(target, counts, kernel, xStep, rows, vectors).body();
    }
}
