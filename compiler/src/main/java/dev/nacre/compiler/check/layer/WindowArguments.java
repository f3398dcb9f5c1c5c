package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The windows that the arguments of a convolution or a pool describe: {@code kernel}, {@code stride}, {@code padding} and
 * {@code dilation}, each for all axes or in a list, over the axes of the input that are behind its channels.
 */
final class WindowArguments {

    static final String KERNEL = "kernel";
    static final String STRIDE = "stride";
    static final String PADDING = "padding";
    static final String DILATION = "dilation";

    /** Paddings that have names. */
    static final String SAME = "same";

    static final String CAUSAL = "causal";

    private static final String PADDED = "the padded input";
    private static final String SPREAD = "the input, with room for some windows,";

    private final LayerSite site;
    private final int axes;

    private WindowArguments(LayerSite site) {
        this.site = site;
        this.axes = site.input().rank() - 1;
    }

    /** Those of a convolution; empty when something is wrong with them, which is reported. */
    static Optional<List<WindowAxis>> ofConvolution(LayerSite site) {
        return new WindowArguments(site).convolution();
    }

    /** Those of a pool, whose stride is its kernel unless it is given. */
    static Optional<List<WindowAxis>> ofPool(LayerSite site) {
        return new WindowArguments(site).pool();
    }

    /** Why windows cannot slide over the input, as from {@link LayerRule#againstLength}: only over a sequence [c, T] can they. */
    static Optional<String> againstLength(LayerSite site, int axes) {
        if (site.input().rank() != axes + 1) {
            // That is said first.
            return Optional.empty();
        } else if (axes > 1) {
            return Optional.of("takes images of a fixed size");
        }
        return site.input().length(0).isPresent()
                ? Optional.of("takes a fixed number of channels, the first dimension")
                : Optional.empty();
    }

    /** The input's shape with so many channels, and for each axis its windows. */
    static Shape output(int channels, Shape input, List<WindowAxis> windows) {
        List<Integer> sizes = new ArrayList<>(List.of(channels));
        Map<Integer, Length> lengths = new HashMap<>();
        for (int i = 0; i < windows.size(); i++) {
            WindowAxis window = windows.get(i);
            int axis = i + 1;
            sizes.add(window.windows(input.size(axis)));
            input.length(axis).ifPresent(length -> lengths.put(axis, length.windows(window)));
        }
        return new Shape(sizes, lengths);
    }

    private Optional<List<WindowAxis>> convolution() {
        Optional<List<Integer>> kernel = site.perAxis(KERNEL, axes);
        Optional<List<Integer>> stride = site.perAxis(STRIDE, axes);
        Optional<List<Integer>> dilation = site.perAxis(DILATION, axes);
        Optional<String> named = site.arguments().text(PADDING);
        boolean same = named.filter(SAME::equals).isPresent();
        boolean causal = named.filter(CAUSAL::equals).isPresent();
        Optional<List<Integer>> padding = named.isPresent() ? Optional.empty() : site.perAxis(PADDING, axes);
        if (kernel.isEmpty() || stride.isEmpty() || dilation.isEmpty() || (padding.isEmpty() && named.isEmpty())) {
            return Optional.empty();
        } else if (causal && axes > 1) {
            return site.wrong(
                    PADDING,
                    "`padding = \"causal\"` is for sequences, but " + site.title() + " goes over images",
                    Optional.of("give the padding as a number, such as `padding = 1`"));
        } else if (same && stride.get().stream().anyMatch(step -> step != 1)) {
            return site.wrong(
                    STRIDE,
                    "`padding = \"same\"` needs a `stride` of 1",
                    Optional.of("give the padding as a number, such as `padding = 1`"));
        }
        List<WindowAxis> windows = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            int size = kernel.get().get(axis);
            int step = dilation.get().get(axis);
            long missing = (size - 1L) * step;
            long before = same
                    ? missing / 2
                    : causal ? missing : padding.orElseThrow().get(axis);
            long after = same ? missing - before : causal ? 0 : before;
            if (!fits(axis, missing + 1, before + after, remedy(axis, missing + 1))
                    || !isSeen(axis, missing + 1, Math.max(before, after))) {
                return Optional.empty();
            }
            windows.add(new WindowAxis(size, stride.get().get(axis), step, (int) before, (int) after));
        }
        return withinLimits(windows);
    }

    private Optional<List<WindowAxis>> pool() {
        Optional<List<Integer>> kernel = site.perAxis(KERNEL, axes);
        boolean stepsByKernel = site.arguments().integers(STRIDE).isEmpty();
        Optional<List<Integer>> stride = stepsByKernel ? kernel : site.perAxis(STRIDE, axes);
        Optional<List<Integer>> padding = site.perAxis(PADDING, axes);
        if (kernel.isEmpty() || stride.isEmpty() || padding.isEmpty()) {
            return Optional.empty();
        }
        List<WindowAxis> windows = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            int size = kernel.get().get(axis);
            int around = padding.get().get(axis);
            if (around > size / 2) {
                return site.wrong(
                        PADDING,
                        "`padding` must be at most half of `kernel`, but is " + around + " for a kernel of " + size,
                        Optional.empty());
            } else if (!fits(axis, size, 2L * around, Optional.empty())) {
                return Optional.empty();
            }
            windows.add(new WindowAxis(size, stride.get().get(axis), 1, around, around));
        }
        return withinLimits(windows);
    }

    /** Whether there is room for one window at least, and the padded axis is of a possible size. */
    private boolean fits(int axis, long reach, long padding, Optional<String> remedy) {
        long covered = site.input().size(axis + 1) + padding;
        if (reach > covered) {
            site.mismatch(
                    "the window of " + site.title() + " covers " + ShapeLimits.grouped(reach)
                            + (reach == 1 ? " place" : " places") + " of the "
                            + axisName(axis) + ", but there " + (covered == 1 ? "is " : "are ")
                            + ShapeLimits.grouped(covered)
                            + (padding == 0 ? "" : ", padding included"),
                    remedy);
            return false;
        }
        return site.isWithinLimits(List.of(covered), PADDED);
    }

    /** Whether each window sees an element, whatever the length of the axis is. */
    private boolean isSeen(int axis, long reach, long most) {
        boolean seen = site.input().length(axis + 1).isEmpty() || most < reach;
        if (!seen) {
            site.wrong(
                    PADDING,
                    "`padding` must be less than the " + Wording.count(reach, "place")
                            + " that a window covers along the length "
                            + Wording.quoted(site.input().text(axis + 1)) + ", but is " + ShapeLimits.grouped(most),
                    Optional.empty());
        }
        return seen;
    }

    private Optional<String> remedy(int axis, long reach) {
        long least = (reach - site.input().size(axis + 1) + 1) / 2;
        return Optional.of("write a smaller kernel, or a padding of at least " + ShapeLimits.grouped(least));
    }

    /** The windows if a copy of the input with its padding can exist, with room for a few windows of any length. */
    private Optional<List<WindowAxis>> withinLimits(List<WindowAxis> windows) {
        Shape input = site.input();
        List<Integer> padded = new ArrayList<>(List.of(input.size(0)));
        List<Long> spread = new ArrayList<>(List.of((long) input.size(0)));
        for (int axis = 0; axis < axes; axis++) {
            WindowAxis window = windows.get(axis);
            padded.add(input.size(axis + 1) + window.before() + window.after());
            spread.add(input.length(axis + 1)
                    .map(length -> length.windows(window).room())
                    .orElse(1L));
        }
        boolean within = input.hasLength()
                ? site.isWithinLimitsOfLengths(padded, PADDED) && site.isWithinLimitsOfLengths(spread, SPREAD)
                : site.isWithinLimits(padded, PADDED);
        return Optional.of(windows).filter(all -> within);
    }

    private String axisName(int axis) {
        return axes == 1 ? "length" : axis == 0 ? "height" : "width";
    }
}
