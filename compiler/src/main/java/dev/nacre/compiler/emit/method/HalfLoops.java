package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.HalfDialect;
import dev.nacre.compiler.emit.vector.HalfDialect.Format;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The loops over weights of 16 bits that all kernels of a class share: sizes are their arguments, so that there are few of them
 * however many layers a model has. Each is written when it is first asked for, once for each format.
 */
final class HalfLoops {

    private static final int CONSTANTS = 30;

    /** Vectors of a group that are widened one after the other instead of in a loop. */
    private static final int MOST_STRAIGHT = 2;

    /** Of F16, more vectors are too much for a loop: JDK 17 then calls methods for some of its operations. */
    private static final int MOST_VECTORS_OF_F16 = 6;

    private final Target target;
    private final Dialect dialect;
    private final HalfDialect halves;
    private final NestedClasses classes;
    private final Map<String, String> names = new HashMap<>();

    HalfLoops(Target target, NestedClasses classes) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.halves = new HalfDialect(target);
        this.classes = classes;
    }

    private String written(String name, MethodSpec method) {
        String qualified = classes.add(List.of(method), CONSTANTS) + name;
        names.put(name, qualified);
        return qualified;
    }

    /** A method that calls that of the format which its argument {@code f16} tells. */
    private MethodSpec choice(String name, String parameters, String javadoc, String ofBf16, String ofF16) {
        String arguments = Methods.arguments(parameters);
        return Methods.kernel(
                name,
                javadoc,
                parameters.replace("int wo", "int wo, boolean f16"),
                Code.fill("""
                        if (f16) {
                            #{f16}(#{arguments});
                        } else {
                            #{bf16}(#{arguments});
                        }
                        """, "f16", ofF16, "bf16", ofBf16, "arguments", arguments));
    }

    /** The method that widens a panel, or a row, of so many groups of 16. */
    String widen() {
        String name = "widen";
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        String parameters = "int[] w, int wo, int groups, float[] to, int too";
        String ofBf16 = written(name + "Bf16", widen(name + "Bf16", parameters, Format.BF16));
        String ofF16 = written(name + "F16", widen(name + "F16", parameters, Format.F16));
        String javadoc = "Widens {@code groups} times 16 weights, two in each int, to floats.";
        return written(name, choice(name, parameters, javadoc, ofBf16, ofF16));
    }

    private MethodSpec widen(String name, String parameters, Format format) {
        String body = Code.fill(
                """
                #{constants}
                int pairs = groups / 2;
                for (int i = 0; i < pairs; i++) {
                    #{both}
                }
                if (groups % 2 != 0) {
                    #{last}
                }
                """,
                "constants",
                String.join("\n", halves.constants(format)),
                "both",
                widened(format, "i", true),
                "last",
                widened(format, "pairs", false));
        return Methods.kernel(name, "The same of " + format + ".", parameters, body);
    }

    /** Widens 16 ints, their lower halves and then, perhaps, the upper ones. */
    private String widened(Format format, String group, boolean both) {
        String from = "wo + " + group + " * 16";
        String to = "too + " + group + " * 32";
        boolean straight = target.lanes() * MOST_STRAIGHT >= Buffer.LANES;
        StringBuilder lines = new StringBuilder();
        for (int lane = 0; lane < (straight ? Buffer.LANES : 1); lane += target.lanes()) {
            String place = straight ? Code.at("", lane) : " + j";
            String number = straight ? String.valueOf(lane) : "";
            lines.append(halves.load("pair" + number, "w", from + place)).append('\n');
            lines.append(halves.widened(format, "lower" + number, "pair" + number, false))
                    .append('\n');
            lines.append(dialect.store("lower" + number, "to", to + place)).append('\n');
            if (both) {
                lines.append(halves.widened(format, "upper" + number, "pair" + number, true))
                        .append('\n');
                lines.append(dialect.store("upper" + number, "to", to + " + 16" + place))
                        .append('\n');
            }
        }
        return straight
                ? lines.toString()
                : Code.fill("""
                        for (int j = 0; j < 16; #{step}) {
                            #{lines}
                        }
                        """, "step", target.lanes() == 1 ? "j++" : "j += " + target.lanes(), "lines", lines);
    }

    /** The method that widens several panels, or rows, one behind the other. */
    String widenPanels() {
        String name = "widenPanels";
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        String body = Code.fill("""
                for (int i = 0; i < panels; i++) {
                    #{widen}(w, wo + i * ((groups + 1) / 2 * 16), f16, groups, to, too + i * groups * 16);
                }
                """, "widen", widen());
        return written(
                name,
                Methods.kernel(
                        name,
                        "Widens {@code panels} panels of {@code groups} times 16 weights.",
                        "int[] w, int wo, boolean f16, int panels, int groups, float[] to, int too",
                        body));
    }

    /**
     * The method that adds Σ x[k] w[k][j] over {@code in} terms to y[j] for so many vectors of columns j.
     *
     * @param rest what {@code in} leaves after division by the terms in a turn of its loop, {@link HalfTile#step}
     */
    String products(int chains, int vectors, int rest) {
        String name = "products" + chains + "x" + vectors * target.lanes() + (rest == 0 ? "" : "Rest" + rest);
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        String parameters = "int[] w, int wo, float[] x, int xo, int in, float[] y, int yo";
        String ofBf16 = products(name, parameters, Format.BF16, chains, vectors, rest);
        String ofF16 = products(name, parameters, Format.F16, chains, vectors, rest);
        String javadoc = "y[j] += Σ x[k] w[k][j] over {@code in} k for " + vectors * target.lanes() + " j, in "
                + (chains == 1 ? "one chain" : chains + " chains") + " of fma.";
        return written(name, choice(name, parameters, javadoc, ofBf16, ofF16));
    }

    private String products(String name, String parameters, Format format, int chains, int vectors, int rest) {
        String javadoc = "The same of " + format + ".";
        if (format == Format.F16 && vectors > MOST_VECTORS_OF_F16) {
            String half = ofFormat(parameters, format, chains, vectors / 2, rest);
            int column = vectors / 2 * target.lanes();
            String wo = column >= Buffer.LANES
                    ? "wo + (in + 1) / 2 * " + column / Buffer.LANES * Buffer.LANES
                    : "wo + " + column;
            String body = half + "(" + Methods.arguments(parameters) + ");\n" + half + "(w, " + wo
                    + ", x, xo, in, y, yo + " + column + ");\n";
            return written(name + "F16", Methods.kernel(name + "F16", javadoc, parameters, body));
        }
        return ofFormat(parameters, format, chains, vectors, rest);
    }

    private String ofFormat(String parameters, Format format, int chains, int vectors, int rest) {
        String name = "products" + chains + "x" + vectors * target.lanes() + (rest == 0 ? "" : "Rest" + rest)
                + format.label();
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        String body = new HalfTile(target, format, chains, vectors, rest).body();
        return written(name, Methods.kernel(name, "The same of " + format + ".", parameters, body));
    }
}
