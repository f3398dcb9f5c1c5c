package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.emit.vector.VectorDialect;

/**
 * Writes the search for gradients that are infinite or NaN. Times zero these are NaN and all others 0, which sums keep in
 * any order: four vectors of them, or eight floats, so that additions need not wait for each other.
 */
public final class FiniteMethod {

    private static final int VECTORS = 4;
    private static final int FLOATS = 8;

    private FiniteMethod() {}

    public static String body(Target target) {
        boolean scalar = target == Target.SCALAR;
        int sums = scalar ? FLOATS : VECTORS;
        StringBuilder starts = new StringBuilder();
        StringBuilder terms = new StringBuilder();
        for (int s = 0; s < sums; s++) {
            String place = Code.at("i", (long) s * target.lanes());
            if (scalar) {
                starts.append("float sum").append(s).append(" = 0f;\n");
                terms.append(Code.fill("sum#{s} += g[#{i}] * 0f;\n", "s", s, "i", place));
            } else {
                starts.append(Code.fill("$f:T sum#{s} = zero;\n", "s", s));
                terms.append(Code.fill(
                        "sum#{s} = $f:T.fromArray(#{species}, g, #{i}).fma(zero, sum#{s});\n",
                        "species",
                        VectorDialect.SPECIES,
                        "s",
                        s,
                        "i",
                        place));
            }
        }
        return Code.fill(
                """
                #{zero}
                #{starts}
                int i = from;
                for (; i + #{step} <= to; i += #{step}) {
                    #{terms}
                }
                float sum = #{fold};
                for (; i < to; i++) {
                    sum += g[i] * 0f;
                }
                return sum == 0f;
                """,
                "zero",
                scalar ? "" : "$f:T zero = $f:T.zero(" + VectorDialect.SPECIES + ");",
                "starts",
                starts,
                "step",
                sums * target.lanes(),
                "terms",
                terms,
                "fold",
                scalar
                        ? "sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7"
                        : "sum0.add(sum1).add(sum2.add(sum3)).reduceLanes($o:T.ADD)");
    }
}
