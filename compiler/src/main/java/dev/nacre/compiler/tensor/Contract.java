package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * A sum of products, as in Einstein's notation: every axis of an operand has a label; labels that {@code result}
 * lacks are summed over. A batched operand's batch axis has the label {@link Primitive#BATCH} without being listed;
 * {@code sumBatch} says that it is summed over too, so that the result is not batched.
 *
 * <p>A linear layer is {@code left = x[.., k]}, {@code right = w[n, k]}, {@code result = [.., n]}.
 */
public record Contract(
        Value left,
        List<Integer> leftLabels,
        Value right,
        List<Integer> rightLabels,
        List<Integer> resultLabels,
        boolean sumBatch)
        implements Primitive {
    public Contract {
        leftLabels = List.copyOf(leftLabels);
        rightLabels = List.copyOf(rightLabels);
        resultLabels = List.copyOf(resultLabels);
    }

    @Override
    public List<Value> operands() {
        return List.of(left, right);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.contract(this);
    }
}
