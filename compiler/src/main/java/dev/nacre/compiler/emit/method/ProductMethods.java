package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@link Product}: loops over samples and other steps, in each of which the tiles of {@link ColumnsMethods} are called. */
final class ProductMethods {

    private ProductMethods() {}

    static List<MethodSpec> of(Target target, Counts counts, Product kernel, String name) {
        String inner = name + "Step";
        String operands = "w, " + Loops.place("wo", kernel.w()) + ", x, " + Loops.place("xo", kernel.x()) + ", y, "
                + Loops.place("yo", kernel.y());
        String lengths = counts.arguments(ColumnsMethods.sizes(kernel.columns())).stream()
                .map(length -> ", " + length)
                .collect(Collectors.joining());
        String call = kernel.rows() == 1
                ? inner + "Row(" + operands + lengths + ");\n"
                : inner + "(" + operands + ", " + counts.text(kernel.rows()) + lengths + ");\n";
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(Methods.kernel(
                name,
                "Products of two activations, for {@code rows} samples.",
                ColumnsMethods.parameters(false, kernel.columns().epilogue()) + ", int rows"
                        + counts.parameters(sizes(kernel)),
                Loops.nest(counts, kernel.loops(), call)));
        methods.addAll(ColumnsMethods.of(target, counts, kernel.columns(), kernel.xStep(), inner));
        return methods;
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(Product kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.loops());
        sizes.add(kernel.rows());
        sizes.addAll(ColumnsMethods.sizes(kernel.columns()));
        return sizes;
    }
}
