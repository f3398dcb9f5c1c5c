package dev.nacre.compiler.emit;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.kernel.PickRows;
import java.util.List;

/** Writes {@link PickRows}: element by element, the same for every target. */
final class PickMethods {

    private PickMethods() {}

    static List<MethodSpec> of(PickRows kernel, String name) {
        String row = Code.fill(
                """
                int xoRow = #{from};
                int yoRow = #{to};
                for (int j = 0; j < #{width}; j++) {
                    y[yoRow + j] = x[xoRow + #{element}];
                }
                """,
                "from",
                Loops.place("xo", kernel.source()),
                "to",
                Loops.place("yo", kernel.result()),
                "width",
                kernel.width(),
                "element",
                Code.times("j", kernel.step()));
        return List.of(Methods.kernel(
                name,
                "Rows of " + kernel.width() + " elements that are " + kernel.step()
                        + " apart, for {@code rows} samples.",
                "float[] x, int xo, float[] y, int yo, int rows",
                Loops.nest(kernel.axes(), row)));
    }
}
