package dev.nacre.compiler.tensor;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table [count, size] of zeros to whose rows gradients [.., size] are added by their indices, sample by sample, in each
 * sample one pair after the other; the gradient of {@link Gather}. Not batched.
 *
 * @param gradients as many as {@code indices}
 * @param padding a row that stays zero, or a negative number
 */
public record ScatterAdd(List<Value> indices, List<Value> gradients, int count, int padding) implements Primitive {
    public ScatterAdd {
        indices = List.copyOf(indices);
        gradients = List.copyOf(gradients);
    }

    @Override
    public List<Value> operands() {
        return Stream.concat(indices.stream(), gradients.stream()).toList();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scatterAdd(this);
    }
}
