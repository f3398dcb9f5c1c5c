package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.kernel.RandomRows;
import java.util.List;

/** Writes {@link RandomRows}, which is the same on all targets. */
final class RandomMethods {

    private RandomMethods() {}

    static List<MethodSpec> of(RandomRows kernel, String name) {
        String fill = Code.fill("""
                $random:T.uniform(y, place + k * #{stride}, k * #{width}, #{width}, key);
                """, "stride", kernel.stride(), "width", kernel.width());
        String one = Code.fill("$random:T.uniform(y, place, 0, #{width}, key);\n", "width", kernel.width());
        String rows = kernel.rows() == 1
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
                "float[] y, int yo, int stream, int rows, long seed, long step, int sample",
                body));
    }
}
