package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.HalvedParameters;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link Columns} for one row and weights of 16 bits: the bias, then products by {@link HalfLoops}, then the epilogue. */
final class HalfRow {

    private final Target target;
    private final Dialect dialect;
    private final Columns kernel;
    private final HalfLoops loops;
    private final Tiling tiling;

    HalfRow(Target target, Columns kernel, HalfLoops loops) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.loops = loops;
        this.tiling = new Tiling(target);
    }

    MethodSpec method(String name) {
        int columns = tiling.vectorsIn(kernel.out()) * target.lanes();
        StringBuilder body = new StringBuilder(
                kernel.bias()
                        ? "System.arraycopy(b, bo, y, yo, " + columns + ");\n"
                        : "$arrays:T.fill(y, yo, yo + " + columns + ", 0f);\n");
        tiling.halfStripes(kernel.out(), kernel.chains()).forEach(stripe -> body.append(products(stripe)));
        if (!kernel.epilogue().equals(Epilogue.NONE)) {
            body.append(epilogue(columns));
        }
        return Methods.kernel(
                name,
                SumFormula.of(kernel) + ", for one row and weights of 16 bits.",
                HalfMethods.parameters(kernel.bias(), kernel.epilogue()),
                body.toString());
    }

    private String products(Tiling.Stripe stripe) {
        int rest = kernel.in() % HalfTile.step(kernel.chains());
        String called = loops.products(kernel.chains(), stripe.vectors(), rest);
        int step = stripe.vectors() * target.lanes();
        int panel = HalvedParameters.packedPanel(kernel.in());
        boolean loop = stripe.tiles() > 1;
        String w = loop ? Panel.offset("wo", "j", step, panel) : Panel.offset("wo", stripe.from(), panel);
        String y = loop ? "yo + j" : Code.at("yo", stripe.from());
        String call = called + "(w, " + w + ", f16, x, xo, " + kernel.in() + ", y, " + y + ");\n";
        int end = stripe.from() + stripe.tiles() * step;
        return loop
                ? "for (int j = " + stripe.from() + "; j < " + end + "; j += " + step + ") {\n" + call.indent(4) + "}\n"
                : call;
    }

    private String epilogue(int columns) {
        List<String> arguments = new ArrayList<>(List.of("sum"));
        for (int i = 0; i < kernel.epilogue().strides().size(); i++) {
            arguments.add(dialect.load("e" + i, "eo" + i + " + j"));
        }
        ScalarCode.Written value = ScalarCode.write(dialect, kernel.epilogue().body(), arguments, "f");
        return Code.fill(
                """
                for (int j = 0; j < #{columns}; #{step}) {
                    #{type} sum = #{load};
                    #{statements}
                    #{store}
                }
                """,
                "columns",
                columns,
                "step",
                target.lanes() == 1 ? "j++" : "j += " + target.lanes(),
                "type",
                dialect.type(),
                "load",
                dialect.load("y", "yo + j"),
                "statements",
                String.join("\n", value.statements()),
                "store",
                dialect.store(value.expression(), "y", "yo + j"));
    }
}
