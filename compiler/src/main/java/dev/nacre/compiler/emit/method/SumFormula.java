package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Epilogue;
import java.util.ArrayList;
import java.util.List;

/** What products compute, as the Javadoc of their methods says it. */
final class SumFormula {

    private SumFormula() {}

    /** What the kernel computes. */
    static String of(Columns kernel) {
        return of(Counts.FIXED, kernel);
    }

    /** The same where some counts may be lengths. */
    static String of(Counts counts, Columns kernel) {
        String sum = kernel.bias() ? "(b[j] + Σ x[k] w[k][j])" : "(Σ x[k] w[k][j])";
        String chains = kernel.chains() == 1 ? "one chain of fma" : kernel.chains() + " chains of fma";
        return "y[j] = " + of(kernel.epilogue(), sum) + " over " + counts.text(kernel.in()) + " k, in " + chains;
    }

    /** What is stored, a formula of {@code sum} and the other operands' elements {@code e0[j]} and up. */
    static String of(Epilogue epilogue, String sum) {
        List<String> arguments = new ArrayList<>(List.of(sum));
        for (int i = 0; i < epilogue.strides().size(); i++) {
            arguments.add("e" + i + "[j]");
        }
        ScalarCode.Written written = ScalarCode.write(Dialect.of(Target.SCALAR), epilogue.body(), arguments, "t");
        String formula = written.statements().isEmpty() ? written.expression().replace("$math:T.", "") : "f" + sum;
        // A comparison would be a tag in Javadoc.
        return formula.contains("<") || formula.contains(">") ? "{@code " + formula + "}" : formula;
    }
}
