package dev.nacre.compiler.grad;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All rows of several values, one below the other. If they are neighbours in a matrix that is there already, forwards or
 * backwards, they are rows of that, as where a model joins what a shared layer made of each part.
 */
final class StackedRows {

    private final ProgramBuilder builder;
    private final boolean reversed;

    /** @param lists of values that differ in nothing but leading axes; all are stacked in one order */
    StackedRows(ProgramBuilder builder, List<List<Value>> lists) {
        this.builder = builder;
        List<List<Value>> matrices = lists.stream().map(this::matrices).toList();
        this.reversed = matrices.stream().noneMatch(list -> found(list).isPresent())
                && matrices.stream().anyMatch(list -> found(backwards(list)).isPresent());
    }

    /** The matrix with the rows of one of the lists. */
    Value of(List<Value> values) {
        List<Value> matrices = reversed ? backwards(matrices(values)) : matrices(values);
        return found(matrices).orElseGet(() -> builder.concat(matrices, 0));
    }

    private List<Value> matrices(List<Value> values) {
        return values.stream().map(this::matrix).toList();
    }

    private Value matrix(Value value) {
        Shape all = value.shape();
        return builder.reshape(value, Shape.of(all.elements() / all.last(), all.last()));
    }

    private static List<Value> backwards(List<Value> values) {
        List<Value> backwards = new ArrayList<>(values);
        Collections.reverse(backwards);
        return backwards;
    }

    private Optional<Value> found(List<Value> matrices) {
        return builder.concatsWith(matrices.get(0)).stream()
                .flatMap(whole -> rowsOf(whole, matrices).stream())
                .findFirst();
    }

    private Optional<Value> rowsOf(Value whole, List<Value> matrices) {
        Concat concat = (Concat) builder.primitive(whole);
        int first = Collections.indexOfSubList(concat.operands(), matrices);
        if (concat.axis() != 0 || first < 0) {
            return Optional.empty();
        }
        return Optional.of(builder.slice(whole, 0, rows(concat.operands().subList(0, first)), rows(matrices)));
    }

    private static int rows(List<Value> matrices) {
        return matrices.stream().mapToInt(matrix -> matrix.shape().size(0)).sum();
    }
}
