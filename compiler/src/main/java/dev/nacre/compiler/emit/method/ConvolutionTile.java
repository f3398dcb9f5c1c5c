package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Loop;
import java.util.ArrayList;
import java.util.List;

/** The body of a register tile of {@link ConvolutionLoop}: some columns of an image's row, or some whole rows. */
final class ConvolutionTile {

    /** The most turns of an innermost loop that are written one after the other. */
    private static final int FEW_TURNS = 3;

    private final Dialect dialect;
    private final int lanes;
    private final ConvolutionLoop kernel;
    private final int height;
    private final int width;
    private final int vectors;
    private final TileSums sums;

    ConvolutionTile(Target target, ConvolutionLoop kernel, int height, int width, int vectors) {
        this.dialect = Dialect.of(target);
        this.lanes = target.lanes();
        this.kernel = kernel;
        this.height = height;
        this.width = width;
        this.vectors = vectors;
        int positions = height * width;
        boolean fenced = new Tiling(target).fenced(positions, positions * vectors);
        this.sums =
                new TileSums(target, fenced, positions, vectors, 1, kernel.bias(), kernel.yStride(), kernel.epilogue());
    }

    String body() {
        boolean few = height * width * vectors * kernel.in() <= ColumnsTile.STRAIGHT_TERMS;
        boolean straight = few && kernel.rows().isEmpty();
        return Code.fill(
                """
                #{starts}
                #{terms}
                #{stores}
                """,
                "starts",
                String.join("\n", sums.starts()),
                "terms",
                straight ? straight() : loop(0, kernel.in(), "xo", start()),
                "stores",
                String.join("\n", sums.stores()));
    }

    /** Where the first term's weights are. */
    private String start() {
        return kernel.reversed() ? Code.at("wo", (long) (kernel.in() - 1) * Buffer.LANES) : "wo";
    }

    /** From one term's weights to the next one's. */
    private int stepOfWeights() {
        return kernel.reversed() ? -Buffer.LANES : Buffer.LANES;
    }

    private String straight() {
        List<String> lines = new ArrayList<>();
        straight(0, kernel.in(), 0, 0, lines);
        return String.join("\n", lines);
    }

    private void straight(int loop, int inside, int x, int term, List<String> lines) {
        if (loop == kernel.terms().size()) {
            int first = kernel.reversed() ? kernel.in() - 1 - term : term;
            lines.addAll(term(Code.at("xo", x), Code.at("wo", (long) first * Buffer.LANES), "_" + term));
            return;
        }
        Loop turns = kernel.terms().get(loop);
        int each = inside / turns.count();
        for (int turn = 0; turn < turns.count(); turn++) {
            straight(loop + 1, each, x + turn * turns.step(), term + turn * each, lines);
        }
    }

    /** The loops from {@code loop} on, over {@code inside} terms. */
    private String loop(int loop, int inside, String x, String w) {
        Loop turns = kernel.terms().get(loop);
        int each = inside / turns.count();
        if (loop > 0 && each == 1 && turns.count() <= FEW_TURNS && !sums.fenced()) {
            return unrolled(turns, x, w);
        }
        String counter = "k" + loop;
        String nextX = x + " + " + Code.times(counter, turns.step());
        String nextW = w + " + " + Code.times(counter, (long) each * stepOfWeights());
        boolean last = loop == kernel.terms().size() - 1;
        boolean some = loop == 0 && kernel.rows().isPresent();
        String body = last
                ? String.join("\n", term(nextX, nextW, ""))
                : "int x" + counter + " = " + nextX + ";\nint w" + counter + " = " + nextW + ";\n"
                        + loop(loop + 1, each, "x" + counter, "w" + counter);
        return Code.fill("""
                for (int #{k} = #{from}; #{k} < #{to}; #{k}++) {
                    #{body}
                }
                """, "k", counter, "from", some ? "from" : 0, "to", some ? "to" : turns.count(), "body", body);
    }

    /** What takes so few turns spends more time on the loop than is good. */
    private String unrolled(Loop turns, String x, String w) {
        List<String> lines = new ArrayList<>();
        for (int turn = 0; turn < turns.count(); turn++) {
            String nextX = Code.at(x, (long) turn * turns.step());
            lines.addAll(term(nextX, Code.at(w, (long) turn * stepOfWeights()), "_" + turn));
        }
        return String.join("\n", lines);
    }

    /** One term of every sum. */
    private List<String> term(String x, String w, String suffix) {
        List<String> lines = new ArrayList<>();
        int panel = Math.multiplyExact(kernel.in(), Buffer.LANES);
        for (int vector = 0; vector < vectors; vector++) {
            String place = Code.at(w, Panel.vector(vector, lanes, panel));
            lines.add(dialect.type() + " w" + vector + suffix + " = " + dialect.load("w", place) + ";");
        }
        for (int row = 0; row < height * width; row++) {
            long place = (long) (row / width) * kernel.positions().get(0).step()
                    + (long) (row % width) * kernel.positions().get(1).step();
            lines.addAll(
                    kernel.depthwise()
                            ? channels(row, Code.at(x, place), suffix)
                            : input(row, Code.at(x, place), suffix));
            sums.fence(lines);
        }
        return lines;
    }

    /** The same input for all outputs. */
    private List<String> input(int row, String place, String suffix) {
        List<String> lines = new ArrayList<>();
        String x = "x" + row + suffix;
        lines.add(dialect.type() + " " + x + " = " + dialect.broadcast("x", place) + ";");
        for (int vector = 0; vector < vectors; vector++) {
            String sum = sums.sum(row, vector, 0);
            lines.add(sum + " = " + dialect.fma(x, "w" + vector + suffix, sum) + ";");
        }
        return lines;
    }

    /** An input for each output. */
    private List<String> channels(int row, String place, String suffix) {
        List<String> lines = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            String x = "x" + row + "_" + vector + suffix;
            String sum = sums.sum(row, vector, 0);
            lines.add(
                    dialect.type() + " " + x + " = " + dialect.load("x", Code.at(place, (long) vector * lanes)) + ";");
            lines.add(sum + " = " + dialect.fma(x, "w" + vector + suffix, sum) + ";");
        }
        return lines;
    }
}
