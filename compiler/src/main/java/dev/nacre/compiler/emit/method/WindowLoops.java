package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Sliding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Loops over samples as {@code r}, windows as {@code a0}, {@code a1} and so on, and the elements of a window as {@code k0},
 * {@code k1} and so on. Where windows reach beyond an axis, the elements that are there go from {@code from0} to {@code
 * to0}.
 */
final class WindowLoops {

    private final Counts counts;
    private final List<Sliding> windows;

    WindowLoops(List<Sliding> windows) {
        this(Counts.FIXED, windows);
    }

    /** Those of which some may be as many as a length says, or as long. */
    WindowLoops(Counts counts, List<Sliding> windows) {
        this.counts = counts;
        this.windows = windows;
    }

    /** What is counted along the axes. */
    static List<Integer> sizes(List<Sliding> windows) {
        return windows.stream()
                .flatMap(sliding -> Stream.of(sliding.count(), sliding.window().size(), sliding.length()))
                .toList();
    }

    /** {@code body} for each window of each sample. */
    String overWindows(String body) {
        String text = body;
        for (int axis = windows.size() - 1; axis >= 0; axis--) {
            Sliding sliding = windows.get(axis);
            String inner = sliding.isClipped() ? bounds(axis) + text : text;
            text = isWalked(axis) ? loop("a" + axis, "0", counts.text(sliding.count()), inner) : inner;
        }
        return "for (int r = 0; r < rows; r++) {\n" + text.indent(4) + "}\n";
    }

    private boolean isWalked(int axis) {
        return windows.get(axis).count() > 1;
    }

    private static String loop(String counter, String from, String to, String body) {
        return "for (int " + counter + " = " + from + "; " + counter + " < " + to + "; " + counter + "++) {\n"
                + body.indent(4) + "}\n";
    }

    /** The elements of a window that are there. */
    record Bounds(String from, String to) {}

    /** The elements k with 0 ≤ a · stride + k · dilation − before < length, for the window {@code counter}. */
    static Bounds bounds(Sliding sliding, String counter) {
        return bounds(Counts.FIXED, sliding, counter);
    }

    private static Bounds bounds(Counts counts, Sliding sliding, String counter) {
        int dilation = sliding.window().dilation();
        String moved = counter.isEmpty()
                ? ""
                : " - " + Code.times(counter, sliding.window().stride());
        int before = sliding.window().before();
        String from = dilation == 1 ? before + moved : "(" + (before + dilation - 1) + moved + ") / " + dilation;
        String end = counts.isFixed(sliding.length())
                ? String.valueOf(sliding.length() + before + dilation - 1)
                : Code.at(counts.text(sliding.length()), before + dilation - 1L);
        String to = dilation == 1 ? end + moved : "(" + end + moved + ") / " + dilation;
        return new Bounds(
                "Math.max(0, " + from + ")", "Math.min(" + sliding.window().size() + ", " + to + ")");
    }

    private String bounds(int axis) {
        Bounds bounds = bounds(counts, windows.get(axis), isWalked(axis) ? "a" + axis : "");
        return "int from" + axis + " = " + bounds.from() + ";\nint to" + axis + " = " + bounds.to() + ";\n";
    }

    /** {@code body} for each element of a window that is there. */
    String overElements(String body) {
        String text = body;
        for (int axis = windows.size() - 1; axis >= 0; axis--) {
            Sliding sliding = windows.get(axis);
            if (sliding.isClipped()) {
                text = loop("k" + axis, "from" + axis, "to" + axis, text);
            } else if (sliding.window().size() > 1) {
                text = loop("k" + axis, "0", counts.text(sliding.window().size()), text);
            }
        }
        return text;
    }

    /**
     * {@code straight}, which computes whole windows, if windows have at most {@code most} elements, and {@code looped}
     * for other windows.
     */
    String choose(int most, String straight, String looped) {
        if (elements() > most) {
            return looped;
        }
        String whole = IntStream.range(0, windows.size())
                .filter(axis -> windows.get(axis).isClipped())
                .mapToObj(axis -> "to" + axis + " - from" + axis + " == "
                        + windows.get(axis).window().size())
                .collect(Collectors.joining(" && "));
        return whole.isEmpty()
                ? straight
                : "if (" + whole + ") {\n" + straight.indent(4) + "} else {\n" + looped.indent(4) + "}\n";
    }

    /** How many elements a window has. */
    long elements() {
        return windows.stream().mapToLong(sliding -> sliding.window().size()).reduce(1, (a, b) -> a * b);
    }

    /**
     * How an operand is walked.
     *
     * @param steps for each axis, from one window to the next
     * @param elements for each axis, from one element of a window to the next
     * @param start from the operand's first element to the first window's first
     */
    record Walk(long batch, List<Long> steps, List<Long> elements, long start) {}

    /** The walk over a tensor in which windows slide. */
    Walk under(Access access) {
        List<Long> steps = new ArrayList<>();
        List<Long> elements = new ArrayList<>();
        long start = 0;
        for (int axis = 0; axis < windows.size(); axis++) {
            long step = access.axes().get(axis);
            steps.add(windows.get(axis).window().stride() * step);
            elements.add(windows.get(axis).window().dilation() * step);
            start -= windows.get(axis).window().before() * step;
        }
        return new Walk(access.batch(), steps, elements, start);
    }

    /** The walk over a tensor that has an element for each window, or, with steps for them, for each of its elements. */
    Walk beside(Access access) {
        List<Long> steps = access.axes().stream().map(Integer::longValue).toList();
        int axes = windows.size();
        List<Long> elements = steps.size() > axes
                ? steps.subList(axes, steps.size())
                : IntStream.range(0, axes).mapToObj(axis -> 0L).toList();
        return new Walk(access.batch(), steps.subList(0, axes), elements, 0);
    }

    /** The place of a window. */
    String window(String base, Walk walk) {
        StringBuilder place = new StringBuilder(base);
        append(place, "r", walk.batch());
        for (int axis = 0; axis < windows.size(); axis++) {
            append(place, "a" + axis, isWalked(axis) ? walk.steps().get(axis) : 0);
        }
        return walk.start() < 0 ? place + " - " + -walk.start() : place.toString();
    }

    /** The place of the element of the innermost loops, for a window at {@code base}. */
    String element(String base, Walk walk) {
        StringBuilder place = new StringBuilder(base);
        for (int axis = 0; axis < windows.size(); axis++) {
            Sliding sliding = windows.get(axis);
            boolean walked = sliding.isClipped() || sliding.window().size() > 1;
            append(place, "k" + axis, walked ? walk.elements().get(axis) : 0);
        }
        return place.toString();
    }

    private static void append(StringBuilder place, String counter, long step) {
        if (step != 0) {
            place.append(" + ").append(Code.times(counter, step));
        }
    }

    /** The places of all elements, in order, for a window at {@code base}. */
    List<String> elements(String base, Walk walk) {
        List<Long> places = List.of(0L);
        for (int axis = 0; axis < windows.size(); axis++) {
            List<Long> next = new ArrayList<>();
            for (long place : places) {
                for (int k = 0; k < windows.get(axis).window().size(); k++) {
                    next.add(place + k * walk.elements().get(axis));
                }
            }
            places = next;
        }
        return places.stream().map(place -> Code.at(base, place)).toList();
    }
}
