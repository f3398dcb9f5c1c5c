package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;

/** NumPy's broadcasting: shapes aligned at the last axis, in which a size of 1 or a missing axis repeats. */
public final class Broadcast {

    private Broadcast() {}

    /** The shape to which all of the shapes are broadcast; throws {@link IllegalStateException} if there is none. */
    public static Shape shape(List<Shape> shapes) {
        int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
        List<Integer> sizes = new ArrayList<>();
        for (int fromLast = rank; fromLast >= 1; fromLast--) {
            sizes.add(size(shapes, fromLast));
        }
        return new Shape(sizes);
    }

    /** The size of an axis counted from the last, which is 1; missing axes have size 1. */
    public static int size(Shape shape, int fromLast) {
        return fromLast > shape.rank() ? 1 : shape.size(-fromLast);
    }

    private static int size(List<Shape> shapes, int fromLast) {
        int common = 1;
        for (Shape shape : shapes) {
            int size = size(shape, fromLast);
            if (size != 1 && common != 1 && size != common) {
                throw new IllegalStateException("shapes do not broadcast: " + shapes);
            }
            common = Math.max(common, size);
        }
        return common;
    }
}
