package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Repack;
import java.util.List;

/**
 * Writes those {@link Repack}s that make narrow rows dense, which is where most networks end: for a few floats a call of
 * {@code System.arraycopy} takes longer than the copying. The runtime does the others.
 */
public final class RepackMethods {

    /** Rows from this width on are left to {@code System.arraycopy}. */
    private static final int WIDE = 64;

    private RepackMethods() {}

    /** Whether it is one of those. */
    public static boolean narrow(Repack kernel) {
        return kernel.fromWidth() == kernel.toWidth()
                && kernel.toWidth() < WIDE
                && kernel.toStride() == kernel.toWidth()
                && kernel.fromStride() % Buffer.LANES == 0;
    }

    /** The method; none for what the runtime does. */
    static List<MethodSpec> of(Target target, Repack kernel, String name) {
        if (!narrow(kernel)) {
            return List.of();
        }
        String vectors = target == Target.SCALAR ? "" : vectors(target, kernel);
        String body = Code.fill(
                """
                int r = 0;
                #{vectors}
                for (; r < rows; r++) {
                    for (int j = 0; j < #{width}; j++) {
                        y[yo + #{to} + j] = x[xo + #{from} + j];
                    }
                }
                """,
                "vectors",
                vectors,
                "width",
                kernel.toWidth(),
                "to",
                Code.times("r", kernel.toStride()),
                "from",
                Code.times("r", kernel.fromStride()));
        String javadoc = "y[j] = x[j] for " + kernel.toWidth() + " j, for {@code rows} rows"
                + (vectors.isEmpty() ? "." : ". What a vector writes beyond its row, the next row corrects.");
        String parameters = "float[] x, int xo, float[] y, int yo, int rows";
        return List.of(Methods.kernel(name, javadoc, parameters, body));
    }

    private static String vectors(Target target, Repack kernel) {
        Dialect dialect = Dialect.of(target);
        int lanes = target.lanes();
        int written = (kernel.toWidth() + lanes - 1) / lanes * lanes;
        int reached = (written + kernel.toWidth() - 1) / kernel.toWidth();
        StringBuilder copies = new StringBuilder();
        for (int j = 0; j < written; j += lanes) {
            String value = dialect.load("x", Code.at("xo + " + Code.times("r", kernel.fromStride()), j));
            copies.append(dialect.store(value, "y", Code.at("yo + " + Code.times("r", kernel.toStride()), j)))
                    .append('\n');
        }
        return Code.fill("""
                for (; r <= rows - #{reached}; r++) {
                    #{copies}
                }
                """, "reached", reached, "copies", copies);
    }
}
