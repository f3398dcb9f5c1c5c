package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;

import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Products with a weight [n, k] over the last axis as primitives. */
final class LinearLowering {

    private final ProgramBuilder builder;

    LinearLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    /** y[.., n] = Σₖ x[.., k] · weight[n, k] + bias[n], the bias being the second parameter, if there is one. */
    Value of(Value x, List<Value> parameters) {
        int k = x.shape().rank() - 1;
        int n = k + 1;
        List<Integer> leading = IntStream.range(0, k).boxed().toList();
        Value product =
                builder.contract(x, with(leading, k), parameters.get(0), List.of(n, k), with(leading, n), false);
        return parameters.size() == 1 ? product : builder.map(Scalar.add(arg(0), arg(1)), product, parameters.get(1));
    }

    private static List<Integer> with(List<Integer> labels, int last) {
        List<Integer> all = new ArrayList<>(labels);
        all.add(last);
        return all;
    }
}
