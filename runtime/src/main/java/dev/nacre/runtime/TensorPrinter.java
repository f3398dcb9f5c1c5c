package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays out a tensor as PyTorch's {@code torch/_tensor_str.py} does with its default options. */
final class TensorPrinter {

    private static final String PREFIX = "tensor(";
    private static final int LINE_WIDTH = 80;
    private static final int EDGE_ITEMS = 3;
    private static final int THRESHOLD = 1000;

    private final List<Integer> sizes;
    private final float[] elements;
    private final boolean summarize;
    private final NumberFormat format;

    private TensorPrinter(Shape shape, float[] elements) {
        this.sizes = shape.sizes();
        this.elements = elements;
        this.summarize = elements.length > THRESHOLD;
        this.format = NumberFormat.of(shown(0, 0).mapToObj(i -> elements[i]).toList());
    }

    /** The text of a tensor, in several lines where PyTorch breaks them. */
    static String print(Shape shape, float[] elements) {
        return PREFIX + new TensorPrinter(shape, elements).part(0, 0, PREFIX.length()) + ")";
    }

    /** The elements below an axis that are printed, given the row-major index of the part in units of that axis. */
    private IntStream shown(int axis, int part) {
        if (axis == sizes.size()) {
            return IntStream.of(part);
        }
        int size = sizes.get(axis);
        return visible(size).flatMap(i -> shown(axis + 1, part * size + i));
    }

    private IntStream visible(int size) {
        return elided(size)
                ? IntStream.concat(IntStream.range(0, EDGE_ITEMS), IntStream.range(size - EDGE_ITEMS, size))
                : IntStream.range(0, size);
    }

    private boolean elided(int size) {
        return summarize && size > 2 * EDGE_ITEMS;
    }

    private String part(int axis, int part, int indent) {
        if (axis == sizes.size()) {
            return format.format(elements[part]);
        }
        boolean innermost = axis == sizes.size() - 1;
        int size = sizes.get(axis);
        List<String> items = new ArrayList<>(visible(size)
                .mapToObj(i -> part(axis + 1, part * size + i, indent + 1))
                .toList());
        if (elided(size)) {
            items.add(EDGE_ITEMS, innermost ? " ..." : "...");
        }
        String newLines = "\n".repeat(Math.max(1, sizes.size() - 1 - axis));
        String separator = "," + newLines + " ".repeat(indent + 1);
        return "[" + String.join(separator, innermost ? lines(items, indent) : items) + "]";
    }

    private List<String> lines(List<String> items, int indent) {
        int perLine = Math.max(1, (LINE_WIDTH - indent) / (format.width() + 2));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i += perLine) {
            lines.add(String.join(", ", items.subList(i, Math.min(items.size(), i + perLine))));
        }
        return lines;
    }
}
