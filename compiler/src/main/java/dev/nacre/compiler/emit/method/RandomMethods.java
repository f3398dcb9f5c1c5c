package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.kernel.RandomRows;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link RandomRows}, which is the same on all targets. */
final class RandomMethods {

    private RandomMethods() {}

    static List<MethodSpec> of(Counts counts, RandomRows kernel, String name) {
        String fill = Code.fill("""
                $random:T.uniform(y, place + k * #{stride}, k * #{width}, #{width}, key);
                """, "stride", kernel.stride(), "width", kernel.width());
        String one = Code.fill("$random:T.uniform(y, place, 0, #{width}, key);\n", "width", kernel.width());
        String rows = counts.parameters(sizes(kernel)).isEmpty() ? "" : ofLengths(counts, kernel);
        rows = !rows.isEmpty() ? rows : kernel.rows() == 1
                ? one
                : "for (int k = 0; k < " + kernel.rows() + "; k++) {\n" + fill.indent(4) + "}\n";
        String body = Code.fill("""
                for (int r = 0; r < rows; r++) {
                    int key = $random:T.key(seed, step, stream, sample + r);
                    int place = yo + #{sample};
                    #{rows}
                }
                """, "sample", Code.times("r", (long) kernel.rows() * kernel.stride()), "rows", rows);
        return List.of(Methods.kernel(
                name,
                "Uniform numbers in [0, 1) for {@code rows} samples from {@code sample} on.",
                "float[] y, int yo, int stream, int rows, long seed, long step, int sample"
                        + counts.parameters(sizes(kernel)),
                body));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(RandomRows kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.axes());
        sizes.add(kernel.width());
        return sizes;
    }

    /** Elements are counted as if they stood without gaps; rows lie where the bounds put them. */
    private static String ofLengths(Counts counts, RandomRows kernel) {
        StringBuilder element = new StringBuilder("0");
        StringBuilder row = new StringBuilder("0");
        for (int axis = 0; axis < kernel.axes().size(); axis++) {
            int size = kernel.axes().get(axis);
            String counter = "a" + axis;
            element = axis == 0
                    ? new StringBuilder(counter)
                    : new StringBuilder("(" + element + ") * " + counts.text(size) + " + " + counter);
            row = axis == 0 ? new StringBuilder(counter) : new StringBuilder("(" + row + ") * " + size + " + " + counter);
        }
        String fill = Code.fill(
                """
                $random:T.uniform(y, place + (#{row}) * #{stride}, (#{element}) * #{width}, #{width}, key);
                """,
                "row",
                row,
                "stride",
                kernel.stride(),
                "element",
                element,
                "width",
                counts.text(kernel.width()));
        return Loops.around(counts, kernel.axes(), "a", fill);
    }
}
