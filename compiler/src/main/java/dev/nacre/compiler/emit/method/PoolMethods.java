package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.PoolLoop;
import java.util.List;

/** Writes {@link PoolLoop}: small windows in a straight line, larger ones and those at a border in loops. */
final class PoolMethods {

    private static final String PARAMETERS = "float[] x, int xo, float[] y, int yo, int rows";

    /** The most elements of a window that are read in a straight line: more fill registers and methods for nothing. */
    private static final int STRAIGHT = 16;

    private final Target target;
    private final Dialect dialect;
    private final PoolLoop kernel;
    private final Joining joining;
    private final WindowLoops loops;
    private final RowVectors vectors;
    private final boolean ordered;

    private PoolMethods(Target target, Counts counts, PoolLoop kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.joining = Joining.of(kernel.maximum());
        this.loops = new WindowLoops(counts, kernel.windows());
        this.vectors = new RowVectors(this.target, kernel.width());
        this.ordered = isOrdered(target, kernel);
    }

    static boolean isOrdered(Target target, PoolLoop kernel) {
        long elements = new WindowLoops(kernel.windows()).elements();
        return kernel.maximum() && elements > STRAIGHT && OrderedBits.suit(target, elements);
    }

    static List<MethodSpec> of(Target target, Counts counts, PoolLoop kernel, String name) {
        return List.of(Methods.kernel(
                name,
                javadoc(kernel),
                PARAMETERS + counts.parameters(sizes(kernel)),
                new PoolMethods(target, counts, kernel).body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(PoolLoop kernel) {
        return WindowLoops.sizes(kernel.windows());
    }

    private static String javadoc(PoolLoop kernel) {
        String formula = SumFormula.of(new Epilogue(kernel.body(), List.of()), local(kernel));
        String joined = kernel.maximum() ? "maxima" : "sums";
        return formula.equals(local(kernel))
                ? "The " + joined + " of windows, for {@code rows} samples."
                : "{@code " + formula + "} of the " + joined + " of windows, for {@code rows} samples.";
    }

    private String body() {
        WindowLoops.Walk source = loops.under(kernel.source());
        WindowLoops.Walk result = loops.beside(kernel.result());
        String places = "int xoWindow = " + loops.window("xo", source) + ";\n" + "int yoRow = "
                + loops.window("yo", result) + ";\n";
        String looped = ordered ? ordered(source) : chain(start(), loops.overElements(next(element(source))));
        return loops.overWindows(places + loops.choose(STRAIGHT, straight(source), looped));
    }

    private String straight(WindowLoops.Walk source) {
        List<String> elements = loops.elements("xoWindow", source);
        StringBuilder rest = new StringBuilder();
        for (String element : elements.subList(kernel.maximum() ? 1 : 0, elements.size())) {
            rest.append(next(element));
        }
        String first = kernel.maximum() ? load(elements.get(0)) : start();
        return chain(first, rest.toString());
    }

    private String ordered(WindowLoops.Walk source) {
        String steps = loops.overElements(OrderedBits.raise("keys", 0, load(element(source))));
        return stored(OrderedBits.start("keys") + "\n" + steps + OrderedBits.floats("keys", local(kernel)));
    }

    private String chain(String start, String steps) {
        return stored(dialect.type() + " " + local(kernel) + " = " + start + ";\n" + steps);
    }

    private String stored(String statements) {
        ScalarCode.Written value = ScalarCode.write(dialect, kernel.body(), List.of(local(kernel)), "t");
        StringBuilder text = new StringBuilder(statements);
        value.statements().forEach(statement -> text.append(statement).append('\n'));
        text.append(dialect.store(value.expression(), "y", vectors.at("yoRow"))).append('\n');
        return vectors.each(text.toString());
    }

    private String element(WindowLoops.Walk source) {
        return loops.element("xoWindow", source);
    }

    private static String local(PoolLoop kernel) {
        return kernel.maximum() ? "max" : "sum";
    }

    private String start() {
        return dialect.constant(joining.start());
    }

    private String next(String place) {
        return local(kernel) + " = " + joining.join(dialect, local(kernel), load(place)) + ";\n";
    }

    private String load(String place) {
        return dialect.load("x", vectors.at(place));
    }
}
