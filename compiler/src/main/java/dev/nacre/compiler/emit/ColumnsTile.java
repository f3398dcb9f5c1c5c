package dev.nacre.compiler.emit;

import dev.nacre.compiler.kernel.Kernel.Columns;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import java.util.ArrayList;
import java.util.List;

/** The body of a register tile of {@link Columns}: every sum of the tile is a local from first to last. */
final class ColumnsTile {

    /** Terms that are written one after the other instead of in a loop; C1 gives up on methods with many more. */
    static final int STRAIGHT_TERMS = 24;

    private final Dialect dialect;
    private final int lanes;
    private final Columns kernel;
    private final int rows;
    private final int vectors;

    ColumnsTile(Dialect dialect, int lanes, Columns kernel, int rows, int vectors) {
        this.dialect = dialect;
        this.lanes = lanes;
        this.kernel = kernel;
        this.rows = rows;
        this.vectors = vectors;
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
                String.join("\n", starts()),
                "loop",
                full == 0 ? "" : loop,
                "rest",
                String.join("\n", rest),
                "stores",
                String.join("\n", stores()));
    }

    private String sum(int row, int vector, int chain) {
        String name = "y" + row + "_" + vector;
        return kernel.chains() == 1 ? name : name + "_" + chain;
    }

    private List<String> starts() {
        List<String> lines = new ArrayList<>();
        for (int vector = 0; kernel.bias() && vector < vectors; vector++) {
            lines.add(dialect.type() + " b" + vector + " = " + dialect.load("b", Code.at("bo", (long) vector * lanes))
                    + ";");
        }
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                for (int chain = 0; chain < kernel.chains(); chain++) {
                    String start = chain == 0 && kernel.bias() ? "b" + vector : dialect.constant(0);
                    lines.add(dialect.type() + " " + sum(row, vector, chain) + " = " + start + ";");
                }
            }
        }
        return lines;
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
            String base = known ? "xo" : "xo + k";
            String x = "x" + row + names;
            lines.add(dialect.type() + " " + x + " = "
                    + dialect.broadcast("x", Code.at(base, (long) row * kernel.xStride() + input)) + ";");
            for (int vector = 0; vector < vectors; vector++) {
                String sum = sum(row, vector, chain);
                lines.add(sum + " = " + dialect.fma(x, "w" + vector + names, sum) + ";");
            }
        }
        return lines;
    }

    /** Row by row; column by column if rows are combined with one that all share, which is then loaded but once. */
    private List<String> stores() {
        List<String> lines = new ArrayList<>();
        List<Integer> strides = kernel.epilogue().strides();
        if (!strides.contains(0)) {
            for (int row = 0; row < rows; row++) {
                for (int vector = 0; vector < vectors; vector++) {
                    store(row, vector, lines);
                }
            }
            return lines;
        }
        for (int vector = 0; vector < vectors; vector++) {
            for (int i = 0; i < strides.size(); i++) {
                if (strides.get(i) == 0) {
                    String row = dialect.load("e" + i, Code.at("eo" + i, (long) vector * lanes));
                    lines.add(dialect.type() + " " + shared(i, vector) + " = " + row + ";");
                }
            }
            for (int row = 0; row < rows; row++) {
                store(row, vector, lines);
            }
        }
        return lines;
    }

    private static String shared(int operand, int vector) {
        return "e" + operand + "_" + vector;
    }

    private void store(int row, int vector, List<String> lines) {
        List<String> arguments = new ArrayList<>();
        arguments.add(folded(row, vector, lines));
        for (int i = 0; i < kernel.epilogue().strides().size(); i++) {
            int stride = kernel.epilogue().strides().get(i);
            long offset = (long) row * stride + (long) vector * lanes;
            arguments.add(stride == 0 ? shared(i, vector) : dialect.load("e" + i, Code.at("eo" + i, offset)));
        }
        String prefix = "f" + row + "_" + vector + "_";
        ScalarCode.Written value = ScalarCode.write(dialect, kernel.epilogue().body(), arguments, prefix);
        lines.addAll(value.statements());
        String place = Code.at("yo", (long) row * kernel.yStride() + (long) vector * lanes);
        lines.add(dialect.store(value.expression(), "y", place));
    }

    /** The chains of a sum, joined as (0+1)+(2+3). */
    private String folded(int row, int vector, List<String> lines) {
        if (kernel.chains() == 1) {
            return sum(row, vector, 0);
        }
        String name = "y" + row + "_" + vector;
        Dialect.Operand first = pair(row, vector, 0);
        String value = kernel.chains() == 2 ? first.text() : dialect.binary(Operator.ADD, first, pair(row, vector, 2));
        lines.add(dialect.type() + " " + name + " = " + value + ";");
        return name;
    }

    private Dialect.Operand pair(int row, int vector, int chain) {
        Dialect.Operand left = new Dialect.Operand(sum(row, vector, chain), false);
        Dialect.Operand right = new Dialect.Operand(sum(row, vector, chain + 1), false);
        return new Dialect.Operand(dialect.binary(Operator.ADD, left, right), false);
    }
}
