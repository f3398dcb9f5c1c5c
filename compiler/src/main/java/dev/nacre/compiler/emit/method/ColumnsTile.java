package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.kernel.Columns;
import java.util.ArrayList;
import java.util.List;

/** The body of a register tile of {@link Columns}: every sum of the tile is a local from first to last. */
final class ColumnsTile {

    /** Terms that are written one after the other instead of in a loop; C1 gives up on methods with many more. */
    static final int STRAIGHT_TERMS = 24;

    private final Dialect dialect;
    private final int lanes;
    private final Columns kernel;
    private final int xStep;
    private final int rows;
    private final int vectors;
    private final TileSums sums;

    ColumnsTile(Dialect dialect, int lanes, Columns kernel, int xStep, int rows, int vectors) {
        this.dialect = dialect;
        this.lanes = lanes;
        this.kernel = kernel;
        this.xStep = xStep;
        this.rows = rows;
        this.vectors = vectors;
        this.sums = new TileSums(
                dialect, lanes, rows, vectors, kernel.chains(), kernel.bias(), kernel.yStride(), kernel.epilogue());
    }

    String body() {
        int chains = kernel.chains();
        boolean straight = kernel.in() <= chains || rows * vectors * kernel.in() <= STRAIGHT_TERMS;
        int full = straight ? 0 : kernel.in() / chains * chains;
        List<String> rest = new ArrayList<>();
        for (int k = full; k < kernel.in(); k++) {
            rest.addAll(terms(String.valueOf(k), 0, k % chains, ""));
        }
        List<String> body = new ArrayList<>();
        for (int chain = 0; chain < chains; chain++) {
            body.addAll(terms("k", chain, chain, chains == 1 ? "" : "k" + chain));
        }
        String loop = Code.fill(
                """
                for (int k = 0; k < #{full}; #{step}) {
                    #{body}
                }
                """, "full", full, "step", chains == 1 ? "k++" : "k += " + chains, "body", String.join("\n", body));
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
                full == 0 ? "" : loop,
                "rest",
                String.join("\n", rest),
                "stores",
                String.join("\n", sums.stores()));
    }

    /** One term of every sum of the tile: input {@code k + ahead} times its weights, onto the sums of a chain. */
    private List<String> terms(String k, int ahead, int chain, String suffix) {
        List<String> lines = new ArrayList<>();
        boolean known = Character.isDigit(k.charAt(0));
        int input = known ? Integer.parseInt(k) : ahead;
        String names = known ? k : suffix;
        for (int vector = 0; vector < vectors; vector++) {
            long offset = Panel.vector(vector, lanes, kernel.panelStride()) + (long) input * kernel.stepStride();
            String base = known ? "wo" : "wo + " + Code.times("k", kernel.stepStride());
            lines.add(dialect.type() + " w" + vector + names + " = " + dialect.load("w", Code.at(base, offset)) + ";");
        }
        for (int row = 0; row < rows; row++) {
            String base = known ? "xo" : "xo + " + Code.times("k", xStep);
            String x = "x" + row + names;
            lines.add(dialect.type() + " " + x + " = "
                    + dialect.broadcast("x", Code.at(base, (long) row * kernel.xStride() + (long) input * xStep))
                    + ";");
            for (int vector = 0; vector < vectors; vector++) {
                String sum = sums.sum(row, vector, chain);
                lines.add(sum + " = " + dialect.fma(x, "w" + vector + names, sum) + ";");
            }
        }
        return lines;
    }
}
