package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link ReduceLoop}: with lanes along the last axis where that is reduced, else across it. */
final class ReduceMethods {

    private static final String PARAMETERS = "float[] x, int xo, float[] y, int yo, int rows";

    private final Target target;
    private final Dialect dialect;
    private final ReduceLoop kernel;
    private final Joining joining;

    private ReduceMethods(Target target, ReduceLoop kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.joining = Joining.of(kernel.maximum());
    }

    static List<MethodSpec> of(Target target, ReduceLoop kernel, String name) {
        ReduceMethods methods = new ReduceMethods(target, kernel);
        String javadoc = (kernel.maximum() ? "The maximum" : "The sum")
                + (kernel.accumulate() ? " over all samples, added to y" : "")
                + ", for {@code rows} samples.";
        String body = kernel.lanes() ? methods.along() : methods.across();
        return List.of(Methods.kernel(name, javadoc, PARAMETERS, body));
    }

    private String start() {
        return dialect.constant(joining.start());
    }

    /** Lanes across the last axis: each element has a chain of its own. */
    private String across() {
        int width = new Tiling(target).vectorsIn(kernel.width()) * target.lanes();
        String term = "sum = " + join("sum", dialect.load("x", source("j"))) + ";\n";
        String reduced = Loops.around(kernel.reduced(), "k", term);
        boolean accumulate = kernel.accumulate();
        String terms = accumulate ? "for (int r = 0; r < rows; r++) {\n" + reduced.indent(4) + "}\n" : reduced;
        String place = result() + " + j";
        String loop = Code.fill(
                """
                for (int j = 0; j < #{width}; j += #{lanes}) {
                    #{type} sum = #{start};
                    #{terms}
                    #{store}
                }
                """,
                "width",
                width,
                "lanes",
                target.lanes(),
                "type",
                dialect.type(),
                "start",
                accumulate ? dialect.load("y", place) : start(),
                "terms",
                terms,
                "store",
                dialect.store("sum", "y", place));
        return accumulate ? Loops.around(kernel.kept(), "a", loop) : Loops.nest(kernel.kept(), loop);
    }

    /** Lanes along the last axis: sixteen chains for each result, folded, then what is left of each row. */
    private String along() {
        LaneFold fold = new LaneFold(target, joining);
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (int i = 0; full > 0 && i < fold.parts(); i++) {
            starts.add(dialect.type() + " sum" + i + " = " + start() + ";");
            String load = dialect.load("x", source(Code.at("j", (long) i * target.lanes())));
            terms.add("sum" + i + " = " + join("sum" + i, load) + ";");
        }
        StringBuilder loops = new StringBuilder();
        if (full > 0) {
            loops.append("for (int j = 0; j < ").append(full).append("; j += 16) {\n");
            loops.append(String.join("\n", terms).indent(4)).append("}\n");
        }
        boolean rest = full < kernel.width();
        if (rest) {
            starts.add("float rest = " + Dialect.literal(joining.start()) + ";");
            loops.append("for (int j = ")
                    .append(full)
                    .append("; j < ")
                    .append(kernel.width())
                    .append("; j++) {\n");
            loops.append("    rest = ")
                    .append(joinFloats("rest", "x[" + source("j") + "]"))
                    .append(";\n}\n");
        }
        List<String> ends = full > 0 ? fold.statements("sum", "sum") : new ArrayList<>();
        String value = full == 0 ? "rest" : rest ? joinFloats("sum", "rest") : "sum";
        String place = "y[" + result() + "]";
        ends.add(kernel.accumulate() ? place + " += " + value + ";" : place + " = " + value + ";");
        return Loops.nest(
                kernel.kept(),
                String.join("\n", starts) + "\n" + Loops.around(kernel.reduced(), "k", loops.toString())
                        + String.join("\n", ends) + "\n");
    }

    private String join(String left, String right) {
        return joining.join(dialect, left, right);
    }

    private String joinFloats(String left, String right) {
        return joining.join(Dialect.of(Target.SCALAR), left, right);
    }

    private String source(String column) {
        StringBuilder place =
                new StringBuilder("xo + " + Code.times("r", kernel.source().batch()));
        List<Integer> steps = kernel.source().axes();
        for (int i = 0; i < steps.size(); i++) {
            String counter = i < kernel.kept().size()
                    ? "a" + i
                    : "k" + (i - kernel.kept().size());
            place.append(" + ").append(Code.times(counter, steps.get(i)));
        }
        return place + " + " + column;
    }

    private String result() {
        StringBuilder place = new StringBuilder("yo");
        if (kernel.result().batch() != 0) {
            place.append(" + ").append(Code.times("r", kernel.result().batch()));
        }
        for (int i = 0; i < kernel.kept().size(); i++) {
            place.append(" + ")
                    .append(Code.times("a" + i, kernel.result().axes().get(i)));
        }
        return place.toString();
    }
}
