package dev.nacre.compiler.model;

import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sizes of a tensor without its batch axis; every size is at least 1, and the product fits an {@code int}.
 *
 * @param sizes where an axis has a length, its bound
 * @param lengths those axes, counted from 0, whose sizes are known when the model is called
 */
public record Shape(List<Integer> sizes, Map<Integer, Length> lengths) {

    /** Most axes that a value may have. */
    public static final int MAX_RANK = 8;
    /** Most elements that a tensor may have: what a Java array holds, less a header on every VM. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    public Shape {
        sizes = List.copyOf(sizes);
        lengths = Map.copyOf(lengths);
    }

    /** Sizes that are the same for every sample. */
    public Shape(List<Integer> sizes) {
        this(sizes, Map.of());
    }

    public static Shape of(Integer... sizes) {
        return new Shape(Arrays.asList(sizes));
    }

    public int rank() {
        return sizes.size();
    }

    /** The size of an axis; negative axes count from the last, as in PyTorch. */
    public int size(int axis) {
        return sizes.get(axis < 0 ? axis + rank() : axis);
    }

    /** The size of the last axis, or 1 for a scalar. */
    public int last() {
        return sizes.isEmpty() ? 1 : size(-1);
    }

    /** The number of elements: the product of the sizes, 1 for a scalar. */
    public int elements() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** This shape with another size in the given (non-negative) axis. */
    public Shape with(int axis, int size) {
        List<Integer> copy = new ArrayList<>(sizes);
        copy.set(axis, size);
        Map<Integer, Length> others = new HashMap<>(lengths);
        others.remove(axis);
        return new Shape(copy, others);
    }

    /** These axes of the shape, in this order; those that have a length keep it. */
    public Shape select(List<Integer> axes) {
        Map<Integer, Length> selected = new HashMap<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            Length length = lengths.get(axes.get(axis));
            if (length != null) {
                selected.put(axis, length);
            }
        }
        return new Shape(axes.stream().map(sizes::get).toList(), selected);
    }

    /** This shape with one axis more behind the last. */
    public Shape and(int size) {
        List<Integer> more = new ArrayList<>(sizes);
        more.add(size);
        return new Shape(more, lengths);
    }

    /** The length of an axis, if its size is known only when the model is called; negative axes count from the last. */
    public Optional<Length> length(int axis) {
        return Optional.ofNullable(lengths.get(axis < 0 ? axis + rank() : axis));
    }

    /** Whether the size of any axis is known only when the model is called. */
    public boolean hasLength() {
        return !lengths.isEmpty();
    }

    /** The length of the first axis that has one. */
    public Length firstLength() {
        return lengths.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .orElseThrow()
                .getValue();
    }

    /** An axis's size as the language writes it: a number, or the name of a length. */
    public String text(int axis) {
        return length(axis).map(Length::name).orElseGet(() -> String.valueOf(size(axis)));
    }

    /** {@code [1,28,28]} or {@code [T,64]}, as the language writes it. */
    @Override
    public String toString() {
        return IntStream.range(0, rank())
                .mapToObj(axis -> Wording.brief(text(axis)))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
