package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Loop;
import dev.nacre.compiler.kernel.Pad;
import dev.nacre.compiler.kernel.PadAxis;
import dev.nacre.compiler.kernel.Sliding;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of places in a buffer, each place some channels; a sequence is an image of one row.
 *
 * @param rowStep floats from one row to the next
 * @param columnStep floats from one place of a row to the next
 * @param above rows of zeros at the beginning
 * @param below rows of zeros at the end
 */
record Image(Buffer buffer, int rows, int columns, int rowStep, int columnStep, int above, int below) {

    /** An axis of one place, for what has one axis less. */
    private static final WindowAxis NONE = new WindowAxis(1, 1, 1, 0, 0);

    /** The places of a value [rows, columns, channels] or [columns, channels] in its buffer. */
    static Image of(Buffer buffer, Shape shape) {
        int columns = shape.size(-2);
        int rows = shape.rank() == 3 ? shape.size(0) : 1;
        int rowStep = Math.multiplyExact(columns, buffer.stride());
        return new Image(buffer, rows, columns, rowStep, buffer.stride(), 0, 0);
    }

    /** Windows over rows and over columns. */
    static List<WindowAxis> both(List<WindowAxis> axes) {
        return axes.size() == 2 ? axes : List.of(NONE, axes.get(0));
    }

    /** The same places from a channel on. */
    Image from(int channel, int channels) {
        int start = buffer.start() + channel;
        int width = Math.min(channels, buffer.width());
        int left = Math.toIntExact((buffer.sample() - start - width) / buffer.stride()) + 1;
        Buffer part = new Buffer(
                buffer.id(),
                buffer.home(),
                buffer.port(),
                buffer.elements(),
                Math.min(buffer.rows(), left),
                width,
                buffer.stride(),
                start,
                buffer.sample());
        return new Image(part, rows, columns, rowStep, columnStep, above, below);
    }

    /** The same places from one of them on. */
    Image at(int row, int column) {
        int place = Math.addExact(Math.multiplyExact(row, rowStep), Math.multiplyExact(column, columnStep));
        Image moved = from(place, 1);
        return new Image(
                moved.buffer, rows - row, columns - column, rowStep, columnStep, Math.max(0, above - row), below);
    }

    /** The loops over the elements of a window, neighbours merged where they can be. */
    List<Loop> terms(List<WindowAxis> axes, int channels) {
        List<WindowAxis> both = both(axes);
        List<Loop> loops = new ArrayList<>();
        for (Loop inner : List.of(
                new Loop(channels, 1),
                new Loop(both.get(1).size(), Math.multiplyExact(both.get(1).dilation(), columnStep)),
                new Loop(both.get(0).size(), Math.multiplyExact(both.get(0).dilation(), rowStep)))) {
            Loop first = loops.isEmpty() ? new Loop(1, inner.step()) : loops.get(0);
            boolean joins = inner.step() == (long) first.count() * first.step();
            if (inner.count() > 1 && !loops.isEmpty() && joins) {
                loops.set(0, new Loop(Math.multiplyExact(first.count(), inner.count()), first.step()));
            } else if (inner.count() > 1) {
                loops.add(0, inner);
            }
        }
        return loops.isEmpty() ? List.of(new Loop(1, 1)) : loops;
    }

    /** The loops over the windows of a result of {@code rows} x {@code columns}. */
    List<Loop> positions(List<WindowAxis> axes, int rows, int columns) {
        List<WindowAxis> both = both(axes);
        Loop down = new Loop(rows, Math.multiplyExact(both.get(0).stride(), rowStep));
        Loop along = new Loop(columns, Math.multiplyExact(both.get(1).stride(), columnStep));
        return columns == 1 ? List.of(new Loop(1, 0), down) : List.of(down, along);
    }

    /**
     * How windows slide over the rows that are not zeros, if there are others and {@code terms} has a loop over a window's
     * rows; so that a kernel can leave out the rows of zeros.
     */
    Optional<Sliding> slidingRows(List<WindowAxis> axes, List<Loop> terms, int windows) {
        WindowAxis down = both(axes).get(0);
        boolean loop = terms.get(0).equals(new Loop(down.size(), Math.multiplyExact(down.dilation(), rowStep)));
        WindowAxis window = new WindowAxis(down.size(), down.stride(), down.dilation(), above, below);
        return Optional.of(new Sliding(windows, rows - above - below, window))
                .filter(sliding -> loop && down.size() > 1 && sliding.isClipped());
    }

    /** What copies the places into an image with others around and between them. */
    static Pad pad(String label, Image from, Image to, List<PadAxis> axes, int channels, double value) {
        return new Pad(
                label,
                axes.get(0),
                axes.get(1),
                channels,
                from.buffer().sample(),
                to.buffer().stride(),
                (float) value);
    }
}
