package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import java.util.ArrayList;
import java.util.List;

/** The sums of a register tile, locals from first to last: how they start, and what is stored of them. */
final class TileSums {

    private final Dialect dialect;
    private final int lanes;
    private final int rows;
    private final int vectors;
    private final int chains;
    private final boolean bias;
    private final int yStride;
    private final Epilogue epilogue;
    private final boolean fenced;

    TileSums(
            Target target,
            boolean fenced,
            int rows,
            int vectors,
            int chains,
            boolean bias,
            int yStride,
            Epilogue epilogue) {
        this.dialect = Dialect.of(target);
        this.lanes = target.lanes();
        this.fenced = fenced;
        this.rows = rows;
        this.vectors = vectors;
        this.chains = chains;
        this.bias = bias;
        this.yStride = yStride;
        this.epilogue = epilogue;
    }

    /** The local that holds a sum of one chain. */
    String sum(int row, int vector, int chain) {
        String name = "y" + row + "_" + vector;
        return chains == 1 ? name : name + "_" + chain;
    }

    /** Whether each row's terms end with a fence. */
    boolean fenced() {
        return fenced;
    }

    /** Ends a row's terms, if this tile needs it. */
    void fence(List<String> lines) {
        if (fenced) {
            lines.add(Tiling.FENCE);
        }
    }

    /** Statements that declare the sums. */
    List<String> starts() {
        return fenced ? loadedStarts() : sharedStarts();
    }

    /** Each row loads its own: sums that start as one vector are copied in each turn of the loop by C2 of JDK 17. */
    private List<String> loadedStarts() {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                for (int chain = 0; chain < chains; chain++) {
                    boolean fromBias = bias && chain == 0;
                    long zeros = (long) (vector * chains + chain) * lanes;
                    String start = fromBias
                            ? dialect.load("b", Code.at("bo", (long) vector * lanes))
                            : dialect.load("$order:T.zeros()", String.valueOf(zeros));
                    lines.add(dialect.type() + " " + sum(row, vector, chain) + " = " + start + ";");
                }
            }
            fence(lines);
        }
        return lines;
    }

    private List<String> sharedStarts() {
        List<String> lines = new ArrayList<>();
        for (int vector = 0; bias && vector < vectors; vector++) {
            lines.add(dialect.type() + " b" + vector + " = " + dialect.load("b", Code.at("bo", (long) vector * lanes))
                    + ";");
        }
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                for (int chain = 0; chain < chains; chain++) {
                    String start = chain == 0 && bias ? "b" + vector : dialect.constant(0);
                    lines.add(dialect.type() + " " + sum(row, vector, chain) + " = " + start + ";");
                }
            }
        }
        return lines;
    }

    /**
     * Statements that store what becomes of the sums: row by row; column by column if rows are combined with one that all share,
     * which is then loaded but once.
     */
    List<String> stores() {
        List<String> lines = new ArrayList<>();
        if (!epilogue.strides().contains(0)) {
            for (int row = 0; row < rows; row++) {
                for (int vector = 0; vector < vectors; vector++) {
                    store(row, vector, lines);
                }
            }
            return lines;
        }
        for (int vector = 0; vector < vectors; vector++) {
            for (int i = 0; i < epilogue.strides().size(); i++) {
                if (epilogue.strides().get(i) == 0) {
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
        for (int i = 0; i < epilogue.strides().size(); i++) {
            int stride = epilogue.strides().get(i);
            long offset = (long) row * stride + (long) vector * lanes;
            arguments.add(stride == 0 ? shared(i, vector) : dialect.load("e" + i, Code.at("eo" + i, offset)));
        }
        String prefix = "f" + row + "_" + vector + "_";
        ScalarCode.Written value = ScalarCode.write(dialect, epilogue.body(), arguments, prefix);
        lines.addAll(value.statements());
        String place = Code.at("yo", (long) row * yStride + (long) vector * lanes);
        lines.add(dialect.store(value.expression(), "y", place));
    }

    /** The chains of a sum, joined as (0+1)+(2+3). */
    private String folded(int row, int vector, List<String> lines) {
        if (chains == 1) {
            return sum(row, vector, 0);
        }
        String name = "y" + row + "_" + vector;
        Dialect.Operand first = pair(row, vector, 0);
        String value = chains == 2 ? first.text() : dialect.binary(Operator.ADD, first, pair(row, vector, 2));
        lines.add(dialect.type() + " " + name + " = " + value + ";");
        return name;
    }

    private Dialect.Operand pair(int row, int vector, int chain) {
        Dialect.Operand left = new Dialect.Operand(sum(row, vector, chain), false);
        Dialect.Operand right = new Dialect.Operand(sum(row, vector, chain + 1), false);
        return new Dialect.Operand(dialect.binary(Operator.ADD, left, right), false);
    }
}
