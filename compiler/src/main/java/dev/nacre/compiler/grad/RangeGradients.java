package dev.nacre.compiler.grad;

import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gradients of ranges of one value. Ranges that do not overlap are joined by one concatenation, with zeros where there is
 * none; if each was extended by zeros and added, a value that is read row by row would cost the square of its rows.
 */
final class RangeGradients {

    /** A concatenation is cut across only if it has so few parts, so that no chain of gradients grows with its length. */
    private static final int FEW_PARTS = 3;

    private static final Scalar ZERO = Scalar.constant(0);

    private final ProgramBuilder builder;
    /** Ranges of one axis, by their starts, of which none overlaps another. */
    private final List<NavigableMap<Integer, Contribution>> layers = new ArrayList<>();

    RangeGradients(ProgramBuilder builder) {
        this.builder = builder;
    }

    void add(Contribution range) {
        for (NavigableMap<Integer, Contribution> layer : layers) {
            if (fits(layer, range)) {
                layer.put(range.start(), range);
                return;
            }
        }
        layers.add(new TreeMap<>(java.util.Map.of(range.start(), range)));
    }

    private static boolean fits(NavigableMap<Integer, Contribution> layer, Contribution range) {
        var before = layer.lowerEntry(range.end());
        return layer.firstEntry().getValue().axis() == range.axis()
                && (before == null || before.getValue().end() <= range.start());
    }

    /** Gradients in the value's shape, which add up. */
    List<Value> joined() {
        return layers.stream().map(layer -> joined(builder, layer.values())).toList();
    }

    /** A contribution in the shape of its value, with zeros around a range. */
    static Value whole(ProgramBuilder builder, Contribution part) {
        return part.axis() == Contribution.WHOLE ? part.gradient() : joined(builder, List.of(part));
    }

    private static Value joined(ProgramBuilder builder, Collection<Contribution> ascending) {
        List<Value> parts = new ArrayList<>();
        Contribution any = ascending.iterator().next();
        Value value = any.value();
        int axis = any.axis();
        int end = 0;
        for (Contribution part : ascending) {
            if (part.start() > end) {
                parts.add(zeros(builder, value, axis, end, part.start() - end));
            }
            parts.add(part.gradient());
            end = part.end();
        }
        int size = value.shape().size(axis);
        if (size > end) {
            parts.add(zeros(builder, value, axis, end, size - end));
        }
        return builder.concat(parts, axis);
    }

    private static Value zeros(ProgramBuilder builder, Value like, int axis, int start, int size) {
        return builder.map(ZERO, builder.slice(like, axis, start, size));
    }

    /** A range of a gradient, as the value that it was joined from where that is known; empty if it is zero. */
    static Optional<Value> of(ProgramBuilder builder, Value gradient, int axis, int start, int size) {
        if (isZero(builder, gradient)) {
            return Optional.empty();
        }
        if (size < gradient.shape().size(axis) && builder.primitive(gradient) instanceof Concat concat) {
            return concat.axis() == axis
                    ? ofPart(builder, gradient, concat, start, size)
                    : across(builder, gradient, concat, axis, start, size);
        }
        return Optional.of(builder.slice(gradient, axis, start, size));
    }

    private static boolean isZero(ProgramBuilder builder, Value gradient) {
        return builder.primitive(gradient) instanceof Map map && map.body().equals(ZERO);
    }

    private static Optional<Value> ofPart(ProgramBuilder builder, Value gradient, Concat concat, int start, int size) {
        int axis = concat.axis();
        int from = 0;
        for (Value part : concat.operands()) {
            int end = from + part.shape().size(axis);
            if (from <= start && start + size <= end) {
                return of(builder, part, axis, start - from, size);
            }
            from = end;
        }
        return Optional.of(builder.slice(gradient, axis, start, size));
    }

    /** Parts of few parts, so that zeros among them are found. */
    private static Optional<Value> across(
            ProgramBuilder builder, Value gradient, Concat concat, int axis, int start, int size) {
        if (concat.operands().size() > FEW_PARTS
                || concat.operands().stream().noneMatch(part -> isZero(builder, part))) {
            return Optional.of(builder.slice(gradient, axis, start, size));
        }
        List<Value> parts = new ArrayList<>();
        boolean zero = true;
        for (Value part : concat.operands()) {
            Optional<Value> range = of(builder, part, axis, start, size);
            zero &= range.isEmpty();
            parts.add(range.orElseGet(() -> zeros(builder, like(builder, part), axis, start, size)));
        }
        return zero ? Optional.empty() : Optional.of(builder.concat(parts, concat.axis()));
    }

    /** A value of the same shape that is there anyway, for zeros not to be computed from other zeros. */
    private static Value like(ProgramBuilder builder, Value part) {
        return builder.primitive(part) instanceof Map map
                        && isZero(builder, part)
                        && map.operands().get(0).shape().equals(part.shape())
                ? map.operands().get(0)
                : part;
    }
}
