package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.PadAxis;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where products find the images that they read: where those were computed, or in a copy with places around and between. */
final class Images {

    private final ProgramPlanner planner;
    private final Map<List<Object>, Image> windows = new HashMap<>();
    private final Map<Integer, Buffer> together = new HashMap<>();

    Images(ProgramPlanner planner) {
        this.planner = planner;
    }

    /** What windows slide over, as {@link #ofWindows(Node, Window, boolean)} has left it. */
    Image ofWindows(WindowProduct product) {
        Image image = windows.get(key(product.image(), product.axes()));
        if (image == null) {
            throw new IllegalStateException("windows over " + product.image() + " are read before they are there");
        }
        return image;
    }

    private static List<Object> key(Value value, List<WindowAxis> axes) {
        return List.of(value, axes);
    }

    /**
     * What windows slide over: a copy if there is padding, or if whole windows are narrower than their rows.
     *
     * @param vectors whether vectors of channels are read
     */
    void ofWindows(Node node, Window window, boolean vectors) {
        Value value = window.operand();
        Shape shape = value.shape();
        List<WindowAxis> axes = Image.both(window.axes());
        Image image = Image.of(planner.buffers().of(value), shape);
        List<PadAxis> pads = List.of(
                padded(axes.get(0), image.rows(), image.rowStep()),
                padded(axes.get(1), image.columns(), image.columnStep()));
        boolean inside = pads.stream().allMatch(pad -> pad.before() == 0 && pad.to() <= pad.from());
        boolean gaps = !image.buffer().isKept()
                && image.columnStep() != shape.last()
                && axes.get(1).size() > 1
                && image.columns() > 1;
        Image read = inside && !gaps
                ? (vectors ? lanes(node, value) : image)
                : copy(node, image, pads, shape.last(), window.padding());
        windows.put(key(value, window.axes()), read);
    }

    /** The places of an axis that windows reach. */
    private static PadAxis padded(WindowAxis axis, int size, int step) {
        int last = Math.addExact(Math.multiplyExact(axis.windows(size) - 1, axis.stride()), axis.reach());
        if (axis.isCounted()) {
            int around = Math.addExact(axis.before(), axis.after());
            return new PadAxis(size, step, axis.before(), 1, Math.max(last, Math.addExact(size, around)), size, around);
        }
        return new PadAxis(size, step, axis.before(), 1, last);
    }

    /** What a fold multiplies, so far apart and with so much around that the fold's result are windows over it. */
    Image spread(Node node, WindowProduct product, Fold fold) {
        Image image = product.depthwise() ? lanes(node, product) : of(product);
        List<WindowAxis> axes = Image.both(fold.axes());
        List<Integer> sizes = fold.sizes().size() == 2
                ? fold.sizes()
                : List.of(1, fold.sizes().get(0));
        List<PadAxis> pads = List.of(
                spread(axes.get(0), image.rows(), image.rowStep(), sizes.get(0)),
                spread(axes.get(1), image.columns(), image.columnStep(), sizes.get(1)));
        boolean same = pads.stream()
                .allMatch(pad -> pad.before() == 0 && pad.to() == pad.from() && (pad.spread() == 1 || pad.from() == 1));
        return same ? image : copy(node, image, pads, product.plainChannels(), 0);
    }

    private static PadAxis spread(WindowAxis axis, int windows, int step, int size) {
        int around = axis.reach() - 1;
        int before = around - axis.before();
        int to = Math.addExact(size, around);
        if (axis.isCounted()) {
            int last = Math.addExact(before, Math.multiplyExact(windows - 1, axis.stride()));
            return new PadAxis(windows, step, before, axis.stride(), Math.max(to, last + 1), size, around);
        }
        return new PadAxis(windows, step, before, axis.stride(), to);
    }

    private Image copy(Node node, Image from, List<PadAxis> pads, int channels, double value) {
        List<PadAxis> axes = new ArrayList<>(pads);
        int width = Math.multiplyExact(axes.get(1).to(), channels);
        // The last place's channels may be read by whole vectors.
        int reach = Math.addExact(width - channels, Buffer.padded(channels));
        Buffer row = planner.buffers().arena(Shape.of(axes.get(0).to(), reach));
        Buffer buffer =
                new Buffer(row.id(), row.home(), row.port(), row.elements(), row.rows(), width, Buffer.padded(reach));
        PadAxis rows = axes.get(0);
        boolean around = rows.spread() == 1 && value == 0;
        int above = around ? Math.max(0, rows.before()) : 0;
        int below = around ? Math.max(0, rows.to() - rows.before() - rows.from()) : 0;
        Image to = new Image(buffer, rows.to(), axes.get(1).to(), buffer.stride(), channels, above, below);
        Kernel kernel = Image.pad(planner.label(node), from, to, axes, channels, value);
        planner.step(node, kernel, from.buffer(), buffer);
        return to;
    }

    /** What has a place for each window, where it was computed. */
    Image of(WindowProduct product) {
        Value value = product.plain();
        return product.isPlainGrouped()
                ? together(value)
                : Image.of(planner.buffers().of(value), value.shape());
    }

    /** What has a place for each window, of whose channels vectors are read. */
    Image lanes(Node node, WindowProduct product) {
        return product.isPlainGrouped() ? together(product.plain()) : lanes(node, product.plain());
    }

    private Image lanes(Node node, Value value) {
        return Image.of(planner.lanes(node, value), value.shape());
    }

    /** A copy of a value [.., groups, c] in rows of channels; it is made where the value is, because others read it too. */
    private Image together(Value value) {
        Shape shape = WindowProduct.together(value.shape());
        Buffer copy = together.get(value.id());
        if (copy == null) {
            Node node = planner.program().node(value);
            Buffer from = planner.matrix(node, value);
            copy = planner.buffers().arena(shape);
            together.put(value.id(), copy);
            planner.step(node, Repack.of(planner.label(node), from, copy), from, copy);
        }
        return Image.of(copy, shape);
    }
}
