package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Scalar.arg;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.ScatterAdd;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a parameter with several uses. Each use contributes a sum over the batch; adding those up would sum the
 * batch once for each use, so that the result would depend on how samples are cut into batches. Instead there is one sum
 * over the batch: the uses become further rows of each sample, or, where rows do not fit together, they are added up within
 * each sample.
 */
final class SharedGradient {

    private static final List<Integer> ROWS = List.of(0);

    private final ProgramBuilder builder;
    private final List<Value> parts;
    private final Shape shape;

    private SharedGradient(ProgramBuilder builder, List<Value> parts) {
        this.builder = builder;
        this.parts = parts;
        this.shape = parts.get(0).shape();
    }

    /** The sum of what the uses contribute, in the order of the uses. */
    static Value of(ProgramBuilder builder, List<Value> parts) {
        SharedGradient gradient = new SharedGradient(builder, parts);
        return gradient.stackedProducts()
                .or(gradient::stackedSums)
                .or(gradient::stackedRows)
                .or(gradient::interleavedWindows)
                .or(gradient::sumsOfSamples)
                .orElseGet(() -> gradient.added(parts));
    }

    private Value added(List<Value> values) {
        return values.stream()
                .reduce((a, b) -> builder.map(Scalar.add(arg(0), arg(1)), a, b))
                .orElseThrow();
    }

    /** What computes a part, apart from its shape. */
    private Primitive primitive(Value part) {
        Primitive primitive = builder.primitive(part);
        return primitive instanceof Primitive.Reshape reshape ? primitive(reshape.operand()) : primitive;
    }

    /** A product of two matrices a row for each sample and position: Σ first[r][i] second[r][j]. */
    private record Rows(Value first, Value second) {

        static Optional<Rows> of(Primitive primitive) {
            if (!(primitive instanceof Contract contract) || !contract.sumBatch()) {
                return Optional.empty();
            }
            List<Integer> left = contract.leftLabels();
            List<Integer> right = contract.rightLabels();
            boolean rows = contract.left().batched()
                    && contract.right().batched()
                    && !left.isEmpty()
                    && left.size() == right.size()
                    && leading(left).equals(leading(right));
            if (rows && contract.resultLabels().equals(List.of(last(left), last(right)))) {
                return Optional.of(new Rows(contract.left(), contract.right()));
            }
            return rows && contract.resultLabels().equals(List.of(last(right), last(left)))
                    ? Optional.of(new Rows(contract.right(), contract.left()))
                    : Optional.empty();
        }

        private static List<Integer> leading(List<Integer> labels) {
            return labels.subList(0, labels.size() - 1);
        }

        private static Integer last(List<Integer> labels) {
            return labels.get(labels.size() - 1);
        }
    }

    private Optional<Value> stackedProducts() {
        List<Value> first = new ArrayList<>();
        List<Value> second = new ArrayList<>();
        for (Value part : parts) {
            Optional<Rows> rows = Rows.of(primitive(part));
            rows.ifPresent(found -> {
                first.add(found.first());
                second.add(found.second());
            });
        }
        if (first.size() < parts.size()) {
            return Optional.empty();
        }
        StackedRows rows = new StackedRows(builder, List.of(first, second));
        return Optional.of(
                builder.contract(rows.of(first), List.of(0, 1), rows.of(second), List.of(0, 2), List.of(1, 2), true));
    }

    /** Sums over all leading axes, and over the last one in either all parts or none. */
    private Optional<Value> stackedSums() {
        List<Value> operands = new ArrayList<>();
        List<Boolean> totals = new ArrayList<>();
        for (Value part : parts) {
            if (primitive(part) instanceof Reduce reduce && reduce.sumBatch()) {
                Shape kept = reduce.operand().shape();
                for (int axis : reduce.axes()) {
                    kept = kept.with(axis, 1);
                }
                if (kept.elements() == kept.last()) {
                    operands.add(reduce.operand());
                    totals.add(reduce.axes().contains(reduce.operand().shape().rank() - 1));
                }
            }
        }
        boolean alike = operands.stream()
                                .map(operand -> operand.shape().last())
                                .distinct()
                                .count()
                        == 1
                && totals.stream().distinct().count() == 1;
        if (operands.size() < parts.size() || !alike) {
            return Optional.empty();
        }
        List<Integer> axes = totals.get(0) ? List.of(0, 1) : ROWS;
        Value rows = new StackedRows(builder, List.of(operands)).of(operands);
        return Optional.of(builder.reshape(builder.sum(rows, axes, true), shape));
    }

    /** One table for the rows that all uses read. */
    private Optional<Value> stackedRows() {
        List<Value> indices = new ArrayList<>();
        List<Value> gradients = new ArrayList<>();
        int padding = -1;
        for (Value part : parts) {
            if (!(primitive(part) instanceof ScatterAdd rows)) {
                return Optional.empty();
            }
            indices.addAll(rows.indices());
            gradients.addAll(rows.gradients());
            padding = rows.padding();
        }
        return Optional.of(builder.scatterAdd(indices, gradients, shape.size(0), padding));
    }

    /** Windows of different images have no rows in common: the sum of the uses is planned as one sum over the batch. */
    private Optional<Value> interleavedWindows() {
        boolean windows = parts.stream()
                .allMatch(part -> primitive(part) instanceof Contract contract
                        && contract.sumBatch()
                        && (isWindow(contract.left()) || isWindow(contract.right())));
        return windows ? Optional.of(added(parts)) : Optional.empty();
    }

    private boolean isWindow(Value value) {
        return primitive(value) instanceof Window;
    }

    /** One sum over the batch of what each sample contributes in all uses. */
    private Optional<Value> sumsOfSamples() {
        List<Value> samples = new ArrayList<>();
        for (Value part : parts) {
            sumOfSample(primitive(part)).ifPresent(sum -> samples.add(builder.reshape(sum, part.shape())));
        }
        return samples.size() < parts.size()
                ? Optional.empty()
                : Optional.of(builder.sum(added(samples), List.of(), true));
    }

    private Optional<Value> sumOfSample(Primitive primitive) {
        if (primitive instanceof Reduce reduce && reduce.sumBatch()) {
            return Optional.of(builder.sum(reduce.operand(), reduce.axes(), false));
        } else if (primitive instanceof Contract contract && contract.sumBatch()) {
            return Optional.of(builder.contract(
                    contract.left(),
                    contract.leftLabels(),
                    contract.right(),
                    contract.rightLabels(),
                    contract.resultLabels(),
                    false));
        }
        return Optional.empty();
    }
}
