package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import java.util.ArrayList;
import java.util.List;

/** The body of a register tile of {@link Columns}: every sum of the tile is a local from first to last. */
final class ColumnsTile {

    /** Terms that are written one after the other instead of in a loop; C1 gives up on methods with many more. */
    static final int STRAIGHT_TERMS = 24;

    /** With inputs side by side their place counts the turns, which takes less instructions than a counter of its own. */
    private static final String LOOP_OVER_PLACES = """
            int end = xo + #{full};
            for (int xk = xo; xk < end; xk#{step}) {
                int wk = wo + #{w};
                #{body}
            }
            """;

    private static final String LOOP_OVER_TERMS = """
            for (int k = 0; k < #{full}; k#{step}) {
                int xk = xo + #{x};
                int wk = wo + #{k};
                #{body}
            }
            """;

    private final Dialect dialect;
    private final int lanes;
    private final Counts counts;
    private final Columns kernel;
    private final int xStep;
    private final int rows;
    private final int vectors;
    private final TileSums sums;

    ColumnsTile(Target target, Counts counts, Columns kernel, int xStep, int rows, int vectors) {
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.lanes = target.lanes();
        this.kernel = kernel;
        this.xStep = xStep;
        this.rows = rows;
        this.vectors = vectors;
        boolean fenced = !isStrided(kernel, xStep) && new Tiling(target).fenced(rows, rows * vectors * kernel.chains());
        this.sums = new TileSums(
                target, fenced, rows, vectors, kernel.chains(), kernel.bias(), kernel.yStride(), kernel.epilogue());
    }

    /** Whether a term's input and weights are not right beside the next term's. */
    static boolean isStrided(Columns kernel, int xStep) {
        return xStep != 1 || kernel.stepStride() != Buffer.LANES;
    }

    String body() {
        int chains = kernel.chains();
        boolean straight = counts.isFixed(kernel.in())
                && (kernel.in() <= chains || rows * vectors * kernel.in() <= STRAIGHT_TERMS);
        int full = straight ? 0 : kernel.in() / chains * chains;
        List<String> rest = new ArrayList<>();
        for (int k = full; k < kernel.in(); k++) {
            rest.addAll(terms(String.valueOf(k), 0, k % chains, ""));
        }
        return Code.fill(
                """
                #{starts}
                #{loop}
                #{rest}
                #{stores}
                """,
                "starts",
                String.join("\n", sums.starts()),
                "loop",
                full == 0 ? "" : loop(full),
                "rest",
                String.join("\n", rest),
                "stores",
                String.join("\n", sums.stores()));
    }

    private String loop(int full) {
        int chains = kernel.chains();
        List<String> body = new ArrayList<>();
        for (int chain = 0; chain < chains; chain++) {
            body.addAll(terms("k", chain, chain, chains == 1 ? "" : "k" + chain));
        }
        return Code.fill(
                xStep == 1 ? LOOP_OVER_PLACES : LOOP_OVER_TERMS,
                "full",
                full == kernel.in() ? counts.text(full) : full,
                "step",
                chains == 1 ? "++" : " += " + chains,
                "w",
                Code.times("(xk - xo)", kernel.stepStride()),
                "x",
                Code.times("k", xStep),
                "k",
                Code.times("k", kernel.stepStride()),
                "body",
                String.join("\n", body));
    }

    /** One term of every sum of the tile: input {@code k + ahead} times its weights, onto the sums of a chain. */
    private List<String> terms(String k, int ahead, int chain, String suffix) {
        List<String> lines = new ArrayList<>();
        boolean known = Character.isDigit(k.charAt(0));
        int input = known ? Integer.parseInt(k) : ahead;
        String names = known ? k : suffix;
        for (int vector = 0; vector < vectors; vector++) {
            long offset = Panel.vector(vector, lanes, kernel.panelStride()) + (long) input * kernel.stepStride();
            String base = known ? "wo" : "wk";
            lines.add(dialect.type() + " w" + vector + names + " = " + dialect.load("w", Code.at(base, offset)) + ";");
        }
        for (int row = 0; row < rows; row++) {
            String base = known ? "xo" : "xk";
            String x = "x" + row + names;
            lines.add(dialect.type() + " " + x + " = "
                    + dialect.broadcast("x", Code.at(base, (long) row * kernel.xStride() + (long) input * xStep))
                    + ";");
            for (int vector = 0; vector < vectors; vector++) {
                String sum = sums.sum(row, vector, chain);
                lines.add(sum + " = " + dialect.fma(x, "w" + vector + names, sum) + ";");
            }
            sums.fence(lines);
        }
        return lines;
    }
}
