package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Access;
import java.util.List;

/** Nested counting loops. */
final class Loops {

    private Loops() {}

    /** {@code body} inside a loop over {@code rows} as {@code r} and one for each axis as {@code a0}, {@code a1} and so on. */
    static String nest(List<Integer> axes, String body) {
        return nest(Counts.FIXED, axes, body);
    }

    /** The same where some axes may have a length. */
    static String nest(Counts counts, List<Integer> axes, String body) {
        return "for (int r = 0; r < rows; r++) {\n" + around(counts, axes, "a", body).indent(4) + "}\n";
    }

    /** Where an operand that starts at {@code base} is in such a nest. */
    static String place(String base, Access access) {
        StringBuilder place = new StringBuilder(base);
        if (access.batch() != 0) {
            place.append(" + ").append(Code.times("r", access.batch()));
        }
        for (int axis = 0; axis < access.axes().size(); axis++) {
            if (access.axes().get(axis) != 0) {
                place.append(" + ").append(Code.times("a" + axis, access.axes().get(axis)));
            }
        }
        return place.toString();
    }

    /** {@code body} inside a loop for each size, the counters named {@code prefix} with 0 and up. */
    static String around(List<Integer> sizes, String prefix, String body) {
        return around(Counts.FIXED, sizes, prefix, body);
    }

    /** The same where some sizes may be lengths. */
    static String around(Counts counts, List<Integer> sizes, String prefix, String body) {
        String text = body;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            String counter = prefix + axis;
            text = "for (int " + counter + " = 0; " + counter + " < " + counts.text(sizes.get(axis)) + "; " + counter + "++) {\n"
                    + text.indent(4) + "}\n";
        }
        return text;
    }
}
