package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link ReduceLoop}: with lanes along the last axis where that is reduced, else across it. */
final class ReduceMethods {

    private static final String PARAMETERS = "float[] x, int xo, float[] y, int yo, int rows";

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final ReduceLoop kernel;
    private final Joining joining;
    private final boolean ordered;
    private final ReducePlaces places;

    private ReduceMethods(Target target, Counts counts, ReduceLoop kernel) {
        this.target = target;
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.joining = Joining.of(kernel.maximum());
        this.ordered = isOrdered(target, kernel);
        // Samples of any length come one by one, and a vector that goes through two loops would be allocated by C2 of
        // JDK 17.
        boolean oneSample =
                kernel.accumulate() && !counts.parameters(sizes(kernel)).isEmpty();
        this.places = new ReducePlaces(kernel, oneSample);
    }

    static List<MethodSpec> of(Target target, Counts counts, ReduceLoop kernel, String name) {
        ReduceMethods methods = new ReduceMethods(target, counts, kernel);
        String javadoc = (kernel.maximum() ? "The maximum" : "The sum")
                + (kernel.accumulate() ? " over all samples, added to y" : "")
                + ", for {@code rows} samples.";
        return List.of(Methods.kernel(name, javadoc, PARAMETERS + counts.parameters(sizes(kernel)), methods.body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(ReduceLoop kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.kept());
        sizes.addAll(kernel.reduced());
        sizes.add(kernel.width());
        return sizes;
    }

    static boolean isOrdered(Target target, ReduceLoop kernel) {
        return kernel.maximum() && OrderedBits.suit(target, terms(kernel)) && fillsVector(kernel, target);
    }

    private String body() {
        if (!kernel.lanes()) {
            return across();
        }
        return kernel.maximum()
                ? new MaximaAlong(target, counts, kernel, ordered).body()
                : new SumsAlong(target, counts, kernel).body();
    }

    private static boolean fillsVector(ReduceLoop kernel, Target target) {
        return !kernel.lanes() || kernel.width() >= target.lanes();
    }

    /** How many elements become one. */
    private static long terms(ReduceLoop kernel) {
        return kernel.reduced().stream()
                .mapToLong(size -> size)
                .reduce(kernel.lanes() ? kernel.width() : 1, (a, b) -> a * b);
    }

    /** Declares a chain that has joined nothing yet. */
    private String start(String name) {
        return ordered
                ? OrderedBits.start(name)
                : dialect.type() + " " + name + " = " + dialect.constant(joining.start()) + ";";
    }

    /** Statements that join values to a chain. */
    private String step(String name, String values) {
        return ordered
                ? OrderedBits.raise(name, 0, values)
                : name + " = " + joining.join(dialect, name, values) + ";\n";
    }

    /** Lanes across the last axis: each element has a chain of its own. */
    private String across() {
        String width = counts.isFixed(kernel.width())
                ? String.valueOf(new Tiling(target).vectorsIn(kernel.width()) * target.lanes())
                : counts.text(kernel.width());
        String chain = ordered ? "keys" : name();
        String reduced =
                Loops.around(counts, kernel.reduced(), "k", step(chain, dialect.load("x", places.source("j"))));
        boolean accumulate = kernel.accumulate();
        String terms = accumulate && !places.isOneSample()
                ? "for (int r = 0; r < rows; r++) {\n" + reduced.indent(4) + "}\n"
                : reduced;
        String place = places.result() + " + j";
        String loop = Code.fill(
                """
                for (int j = 0; j < #{width}; j += #{lanes}) {
                    #{start}
                    #{terms}
                    #{store}
                }
                """,
                "width",
                width,
                "lanes",
                target.lanes(),
                "start",
                accumulate ? dialect.type() + " sum = " + dialect.load("y", place) + ";" : start(chain),
                "terms",
                terms,
                "store",
                ordered
                        ? OrderedBits.floats("keys", name()) + dialect.store(name(), "y", place)
                        : dialect.store(name(), "y", place));
        return accumulate ? Loops.around(counts, kernel.kept(), "a", loop) : Loops.nest(counts, kernel.kept(), loop);
    }

    private String name() {
        return kernel.maximum() ? "max" : "sum";
    }
}
