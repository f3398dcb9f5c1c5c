package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Product;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link Product}: loops over samples and other steps, in each of which the tiles of {@link ColumnsMethods} are called. */
final class ProductMethods {

    private ProductMethods() {}

    static List<MethodSpec> of(Target target, Product kernel, String name) {
        String inner = name + "Step";
        String operands = "w, " + Loops.place("wo", kernel.w()) + ", x, " + Loops.place("xo", kernel.x()) + ", y, "
                + Loops.place("yo", kernel.y());
        String call = kernel.rows() == 1
                ? inner + "Row(" + operands + ");\n"
                : inner + "(" + operands + ", " + kernel.rows() + ");\n";
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Methods.kernel(
                name,
                "Products of two activations, for {@code rows} samples.",
                ColumnsMethods.parameters(false, kernel.columns().epilogue()) + ", int rows",
                Loops.nest(kernel.loops(), call)));
        methods.addAll(ColumnsMethods.of(target, kernel.columns(), kernel.xStep(), inner));
        return methods;
    }
}
