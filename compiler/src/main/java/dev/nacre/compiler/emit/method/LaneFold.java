package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sixteen lanes of sums or maxima on any target, and how they become one number: lane l with lane l + 8, then l + 4, l + 2
 * and l + 1, so that the bits do not depend on the width.
 */
final class LaneFold {

    private final Target target;
    private final Dialect dialect;
    private final Joining joining;

    LaneFold(Target target, Joining joining) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.joining = joining;
    }

    /** How many locals hold the lanes. */
    int parts() {
        return Buffer.LANES / target.lanes();
    }

    /** Statements that fold the locals {@code name} with 0 and up appended, and declare {@code float result}. */
    List<String> statements(String name, String result) {
        List<String> lines = new ArrayList<>();
        List<String> values =
                IntStream.range(0, parts()).mapToObj(part -> name + part).toList();
        if (target.lanes() == 1) {
            lines.add("float " + result + " = " + unwrapped(joined(values)) + ";");
            return lines;
        }
        String vector = result + "Lanes";
        lines.add(dialect.type() + " " + vector + " = " + joined(values) + ";");
        for (int half = target.lanes() / 2; half >= 1; half /= 2) {
            lines.add(vector + " = " + join(vector, vector + ".rearrange(SWAP_" + half + ")") + ";");
        }
        lines.add("float " + result + " = " + vector + ".lane(0);");
        return lines;
    }

    /** The first steps of a fold, an expression: parts are joined until one vector is left. */
    String joined(List<String> parts) {
        List<String> values = parts;
        while (values.size() > 1) {
            values = halved(values);
        }
        return values.get(0);
    }

    private List<String> halved(List<String> values) {
        int half = values.size() / 2;
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            joined.add(join(values.get(i), values.get(i + half)));
        }
        return joined;
    }

    private static String unwrapped(String text) {
        return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    }

    String join(String left, String right) {
        return joining.nested(dialect, left, right);
    }
}
