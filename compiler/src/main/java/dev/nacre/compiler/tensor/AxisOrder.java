package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An order of axes, as in {@link Primitive.Transpose}.
 *
 * @param axes axis i of the result is axis {@code axes.get(i)} of the operand
 */
public record AxisOrder(List<Integer> axes) {

    public AxisOrder {
        axes = List.copyOf(axes);
    }

    /** The order in which axes are. */
    static AxisOrder same(int rank) {
        return new AxisOrder(IntStream.range(0, rank).boxed().toList());
    }

    boolean isSame() {
        return equals(same(axes.size()));
    }

    /** This, and then another. */
    AxisOrder then(AxisOrder next) {
        return new AxisOrder(next.axes.stream().map(axes::get).toList());
    }

    /** What undoes it. */
    public AxisOrder inverse() {
        return new AxisOrder(
                IntStream.range(0, axes.size()).map(axes::indexOf).boxed().toList());
    }

    /** The shape of what a tensor of another shape becomes. */
    Shape of(Shape shape) {
        return new Shape(axes.stream().map(shape::size).toList());
    }

    /** Whether no element of a tensor of the shape gets another place in row-major order: only axes of size 1 move. */
    boolean keepsPlaces(Shape shape) {
        List<Integer> moving =
                axes.stream().filter(axis -> shape.size(axis) > 1).toList();
        return moving.equals(moving.stream().sorted().toList());
    }

    /** The order that makes one shape of another without a change of places, if there is one. */
    static Optional<AxisOrder> between(Shape from, Shape to) {
        if (from.rank() != to.rank() || !large(from).equals(large(to))) {
            return Optional.empty();
        }
        Iterator<Integer> ones = axes(from, false).iterator();
        Iterator<Integer> others = axes(from, true).iterator();
        return Optional.of(new AxisOrder(to.sizes().stream()
                .map(size -> size == 1 ? ones.next() : others.next())
                .toList()));
    }

    private static List<Integer> large(Shape shape) {
        return shape.sizes().stream().filter(size -> size > 1).toList();
    }

    private static List<Integer> axes(Shape shape, boolean large) {
        return IntStream.range(0, shape.rank())
                .filter(axis -> shape.size(axis) > 1 == large)
                .boxed()
                .toList();
    }
}
