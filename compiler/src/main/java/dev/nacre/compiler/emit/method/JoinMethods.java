package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.JoinRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@link JoinRows}: whole vectors, part after part, and single floats where a vector would leave the arrays. */
final class JoinMethods {

    /** Up to so many vectors are written one by one, more in a loop. */
    private static final int UNROLLED = 4;

    private final Target target;
    private final Dialect dialect;
    private final JoinRows kernel;
    private final List<Part> parts = new ArrayList<>();

    private JoinMethods(Target target, JoinRows kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        int start = 0;
        for (int i = 0; i < kernel.widths().size(); i++) {
            int width = kernel.widths().get(i);
            int touched = new Tiling(target).vectorsIn(width) * target.lanes();
            parts.add(new Part(i, start, width, touched, kernel.strides().get(i)));
            start += width;
        }
    }

    /**
     * A part of a row.
     *
     * @param start its place in the row
     * @param touched the floats that its vectors cover
     * @param stride from one row to the next where it comes from
     */
    private record Part(int index, int start, int width, int touched, int stride) {

        /** How many of the last rows have no room for its vectors. */
        int reached(int rowStride) {
            return Math.max(rowsBeyond(start + touched, rowStride), rowsBeyond(touched, stride));
        }

        private static int rowsBeyond(int end, int stride) {
            return (end - 1) / stride;
        }
    }

    static List<MethodSpec> of(Target target, JoinRows kernel, String name) {
        JoinMethods methods = new JoinMethods(target, kernel);
        String widths = kernel.widths().stream().map(String::valueOf).collect(Collectors.joining(" + "));
        return List.of(Methods.kernel(
                name,
                "Rows of " + widths + " one after the other, for {@code rows} rows.",
                methods.parameters(),
                methods.body()));
    }

    private String parameters() {
        String sources = parts.stream()
                .map(part -> "float[] x" + part.index + ", int xo" + part.index + ", ")
                .collect(Collectors.joining());
        return sources + "float[] y, int yo, int rows";
    }

    private String body() {
        int reached = parts.stream()
                .mapToInt(part -> part.reached(kernel.stride()))
                .max()
                .orElse(0);
        String vectors = lines(this::vectors);
        if (reached == 0) {
            return "for (int r = 0; r < rows; r++) {\n" + vectors.indent(4) + "}\n";
        }
        return Code.fill(
                """
                int r = 0;
                for (; r < rows - #{reached}; r++) {
                    #{vectors}
                }
                for (; r < rows; r++) {
                    #{floats}
                }
                """,
                "reached",
                reached,
                "vectors",
                vectors,
                "floats",
                lines(part -> part.reached(kernel.stride()) == 0 ? vectors(part) : floats(part)));
    }

    private String lines(Function<Part, String> copy) {
        return parts.stream().map(copy).collect(Collectors.joining());
    }

    private String vectors(Part part) {
        int vectors = part.touched / target.lanes();
        if (vectors > UNROLLED) {
            String copy = copy(part, " + j");
            String step = target.lanes() == 1 ? "j++" : "j += " + target.lanes();
            return "for (int j = 0; j < " + part.touched + "; " + step + ") {\n" + copy.indent(4) + "}\n";
        }
        StringBuilder copies = new StringBuilder();
        for (int j = 0; j < part.touched; j += target.lanes()) {
            copies.append(copy(part, j == 0 ? "" : " + " + j));
        }
        return copies.toString();
    }

    private String copy(Part part, String column) {
        String value = dialect.load("x" + part.index, source(part) + column);
        return dialect.store(value, "y", result(part) + column) + "\n";
    }

    private String floats(Part part) {
        return Code.fill("""
                for (int j = 0; j < #{width}; j++) {
                    y[#{to} + j] = x#{index}[#{from} + j];
                }
                """, "width", part.width, "to", result(part), "index", part.index, "from", source(part));
    }

    private static String source(Part part) {
        return "xo" + part.index + " + " + Code.times("r", part.stride);
    }

    private String result(Part part) {
        return Code.at("yo + " + Code.times("r", kernel.stride()), part.start);
    }
}
