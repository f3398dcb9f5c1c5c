package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Dot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The body of a tile of {@link Dot}: as many sums as a vector has lanes, those of the first row's outputs, then the next
 * row's and so on, folded by {@link RowFold}. Where a row's outputs do not fill the last lanes, these are arbitrary.
 */
final class DotTile {

    /** Sums in flight that hide the latency of fma. */
    private static final int SUMS = 8;

    private final Target target;
    private final Dialect dialect;
    private final Dot kernel;
    private final LaneFold fold;
    private final int full;
    private final List<String> lines = new ArrayList<>();
    private final Set<Integer> written = new HashSet<>();
    private final Set<String> loadedOnce = new HashSet<>();

    DotTile(Target target, Dot kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.fold = new LaneFold(target, Joining.SUM);
        this.full = kernel.in() / Buffer.LANES * Buffer.LANES;
    }

    /** How many rows it computes. */
    int rows() {
        return target.lanes() / kernel.out();
    }

    /** How many rows it writes to, the last of them perhaps not wholly. */
    int reached() {
        return (target.lanes() + kernel.out() - 1) / kernel.out();
    }

    /** Whether the bias must be repeated in the lanes for each row. */
    static boolean repeatsBias(Dot kernel) {
        return kernel.bias() && kernel.out() > 1 && kernel.in() % Buffer.LANES == 0;
    }

    String body() {
        if (full < kernel.in()) {
            lines.add(rests());
        }
        String sum = new RowFold(fold, target.lanes(), this::lanes, lines).write();
        store(sum);
        return String.join("\n", lines) + "\n";
    }

    /** The terms that fill no lanes, sum by sum; they wait where the result will be. */
    private String rests() {
        List<String> sums = new ArrayList<>();
        for (int output = 0; output < kernel.out(); output++) {
            String rest = kernel.out() == 1 ? "rest" : "rest" + output;
            String bias = kernel.bias() ? "b[" + Code.at("bo", output) + "]" : "0f";
            sums.add("float " + rest + " = " + bias + ";");
            for (int k = full; k < kernel.in(); k++) {
                String weight = Code.at("wo", (long) output * kernel.weightStride() + k);
                sums.add(rest + " = $math:T.fma(x[" + Code.at("row", k) + "], w[" + weight + "], " + rest + ");");
            }
            sums.add("y[" + Code.at("yo + " + Code.times("r", kernel.yStride()), output) + "] = " + rest + ";");
        }
        return Code.fill("""
                for (int r = 0; r < #{rows}; r++) {
                    int row = xo + #{x};
                    #{sums}
                }
                """, "rows", rows(), "x", Code.times("r", kernel.xStride()), "sums", String.join("\n", sums));
    }

    /** The local with a sum's lanes; several sums share a loop, and what it loads. */
    private String lanes(int index) {
        if (index >= rows() * kernel.out()) {
            return "lanes0";
        }
        if (!written.contains(index)) {
            int together = full == Buffer.LANES ? 1 : Math.min(target.lanes(), SUMS / fold.parts());
            // RowFold asks for an index, then for those whose numbers differ in the highest bits.
            int apart = target.lanes() / together;
            Set<Integer> sums = new TreeSet<>();
            for (int other = index % apart; other < rows() * kernel.out(); other += apart) {
                sums.add(other);
            }
            sums(together == 1 ? Set.of(index) : sums);
        }
        return "lanes" + index;
    }

    private void sums(Set<Integer> indices) {
        boolean loop = full > Buffer.LANES;
        List<String> loads = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        Set<String> loaded = loop ? new HashSet<>() : loadedOnce;
        for (int index : indices) {
            int row = index / kernel.out();
            int output = index % kernel.out();
            for (int part = 0; part < fold.parts(); part++) {
                String x = "x" + row + "_" + part;
                String w = "w" + output + "_" + part;
                load(loads, loaded, x, "x", loop ? "xo + k" : "xo", row, kernel.xStride(), part);
                load(loads, loaded, w, "w", loop ? "wo + k" : "wo", output, kernel.weightStride(), part);
                String sum = "sum" + index + "_" + part;
                lines.add(dialect.type() + " " + sum + " = " + dialect.constant(0) + ";");
                terms.add(sum + " = " + dialect.fma(x, w, sum) + ";");
            }
        }
        loads.addAll(terms);
        lines.addAll(loop ? looped(loads) : loads);
        indices.forEach(this::join);
        written.addAll(indices);
    }

    private void load(
            List<String> loads,
            Set<String> loaded,
            String name,
            String array,
            String base,
            int row,
            int stride,
            int part) {
        if (loaded.add(name)) {
            long place = (long) row * stride + (long) part * target.lanes();
            loads.add(dialect.type() + " " + name + " = " + dialect.load(array, Code.at(base, place)) + ";");
        }
    }

    private List<String> looped(List<String> statements) {
        List<String> loop = new ArrayList<>();
        loop.add("for (int k = 0; k < " + full + "; k += 16) {");
        statements.forEach(statement -> loop.add("    " + statement));
        loop.add("}");
        return loop;
    }

    private void join(int index) {
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < fold.parts(); part++) {
            parts.add("sum" + index + "_" + part);
        }
        lines.add(dialect.type() + " lanes" + index + " = " + fold.joined(parts) + ";");
    }

    private void store(String folded) {
        String sum = folded;
        if (full < kernel.in() || kernel.bias()) {
            lines.add(dialect.type() + " sum = " + fold.join(folded, rest()) + ";");
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

    private String rest() {
        if (full < kernel.in()) {
            return dialect.load("y", "yo");
        }
        return kernel.out() == 1
                ? dialect.broadcast("b", "bo")
                : dialect.load("b", "bo") + ".rearrange(REPEAT_" + kernel.out() + ")";
    }
}
