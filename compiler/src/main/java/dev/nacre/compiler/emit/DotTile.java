package dev.nacre.compiler.emit;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel.Dot;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import java.util.ArrayList;
import java.util.List;

/** The body of a tile of {@link Dot}: as many rows with one output each as a vector has lanes, folded by {@link RowFold}. */
final class DotTile {

    /** Sums in flight that hide the latency of fma. */
    private static final int SUMS = 8;

    private final Target target;
    private final Dialect dialect;
    private final Dot kernel;
    private final LaneFold fold;
    private final int full;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();

    DotTile(Target target, Dot kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.fold = new LaneFold(target, Operator.ADD);
        this.full = kernel.in() / Buffer.LANES * Buffer.LANES;
    }

    String body() {
        if (full < kernel.in()) {
            lines.add(rests());
        }
        if (full == Buffer.LANES) {
            lines.addAll(weights("wo"));
        }
        String sum = new RowFold(fold, target.lanes(), this::lanes, lines).write();
        store(sum);
        return String.join("\n", lines) + "\n";
    }

    /** The terms that fill no lanes, row by row; they wait where the result will be. */
    private String rests() {
        List<String> terms = new ArrayList<>();
        for (int k = full; k < kernel.in(); k++) {
            terms.add("rest = $math:T.fma(x[" + Code.at("row", k) + "], w[" + Code.at("wo", k) + "], rest);");
        }
        return Code.fill(
                """
                for (int r = 0; r < #{rows}; r++) {
                    int row = xo + #{x};
                    float rest = #{start};
                    #{terms}
                    y[yo + r] = rest;
                }
                """,
                "rows",
                target.lanes(),
                "x",
                Code.times("r", kernel.xStride()),
                "start",
                kernel.bias() ? "b[bo]" : "0f",
                "terms",
                String.join("\n", terms));
    }

    /** The local with a row's lanes; several rows share a loop, and each vector of weights that it loads. */
    private String lanes(int row) {
        if (!written.contains(row)) {
            int rows = full == Buffer.LANES ? 1 : Math.min(target.lanes(), SUMS / fold.parts());
            // RowFold asks for row, then for those whose numbers differ in the highest bits.
            int apart = target.lanes() / rows;
            List<Integer> together = new ArrayList<>();
            for (int other = row % apart; other < target.lanes(); other += apart) {
                together.add(other);
            }
            sums(rows == 1 ? List.of(row) : together);
        }
        return "lanes" + row;
    }

    private List<String> weights(String place) {
        List<String> loads = new ArrayList<>();
        for (int part = 0; part < fold.parts(); part++) {
            loads.add(dialect.type() + " w" + part + " = "
                    + dialect.load("w", Code.at(place, (long) part * target.lanes())) + ";");
        }
        return loads;
    }

    private void sums(List<Integer> rows) {
        boolean loop = full > Buffer.LANES;
        List<String> terms = new ArrayList<>(loop ? weights("wo + k") : List.of());
        for (int row : rows) {
            for (int part = 0; part < fold.parts(); part++) {
                String sum = "sum" + row + "_" + part;
                long place = (long) row * kernel.xStride() + (long) part * target.lanes();
                String x = dialect.load("x", Code.at(loop ? "xo + k" : "xo", place));
                lines.add(dialect.type() + " " + sum + " = " + dialect.constant(0) + ";");
                terms.add(sum + " = " + dialect.fma(x, "w" + part, sum) + ";");
            }
        }
        lines.addAll(loop ? looped(terms) : terms);
        rows.forEach(this::join);
        written.addAll(rows);
    }

    private List<String> looped(List<String> terms) {
        List<String> loop = new ArrayList<>();
        loop.add("for (int k = 0; k < " + full + "; k += 16) {");
        terms.forEach(term -> loop.add("    " + term));
        loop.add("}");
        return loop;
    }

    private void join(int row) {
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < fold.parts(); part++) {
            parts.add("sum" + row + "_" + part);
        }
        lines.add(dialect.type() + " lanes" + row + " = " + fold.joined(parts) + ";");
    }

    private void store(String folded) {
        String sum = folded;
        if (full < kernel.in() || kernel.bias()) {
            String rest = full < kernel.in() ? dialect.load("y", "yo") : dialect.broadcast("b", "bo");
            lines.add(dialect.type() + " sum = " + fold.join(folded, rest) + ";");
            sum = "sum";
        }
        List<String> arguments = new ArrayList<>(List.of(sum));
        for (int i = 0; i < kernel.epilogue().strides().size(); i++) {
            arguments.add(dialect.load("e" + i, "eo" + i));
        }
        ScalarCode.Written value = ScalarCode.write(dialect, kernel.epilogue().body(), arguments, "f");
        lines.addAll(value.statements());
        lines.add(dialect.store(value.expression(), "y", "yo"));
    }
}
