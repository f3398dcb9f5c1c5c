package dev.nacre.compiler.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where elements are under another shape. */
class StridedViewTest {

    /** Five rows of six elements, sixteen floats from one to the next. */
    private static final StridedView ROWS = view(5, 6, 16);

    private static StridedView view(int rows, int width, int stride) {
        Buffer buffer = new Buffer(0, Buffer.Home.ARENA, 0, ElementType.FLOAT, rows, width, stride);
        return StridedView.of(buffer, Shape.of(rows, width));
    }

    private static Optional<List<Integer>> steps(StridedView view, Integer... sizes) {
        return view.reshaped(Shape.of(sizes)).map(StridedView::steps);
    }

    @Test
    void rowsAreCutToPieces() {
        assertEquals(Optional.of(List.of(16, 3, 1)), steps(ROWS, 5, 2, 3));
        assertEquals(Optional.of(List.of(16, 6, 3, 1)), steps(ROWS, 5, 1, 2, 3));
    }

    @Test
    void rowsWithAGapBetweenThemDoNotBecomeOne() {
        assertEquals(Optional.empty(), steps(ROWS, 30));
        assertEquals(Optional.empty(), steps(ROWS, 10, 3));
        assertEquals(Optional.empty(), steps(ROWS, 6, 5));
    }

    @Test
    void rowsWithoutAGapBecomeAnything() {
        StridedView dense = view(5, 16, 16);
        assertEquals(Optional.of(List.of(1)), steps(dense, 80));
        assertEquals(Optional.of(List.of(40, 1)), steps(dense, 2, 40));
        assertEquals(Optional.of(List.of(16, 8, 1)), steps(dense, 5, 2, 8));
    }

    @Test
    void piecesOfRowsBecomeRowsAgain() {
        StridedView pieces = ROWS.reshaped(Shape.of(5, 2, 3)).orElseThrow();
        assertEquals(Optional.of(List.of(16, 1)), steps(pieces, 5, 6));
    }

    @Test
    void axesOfOnePlaceDoNotMatter() {
        assertEquals(Optional.of(List.of(1)), steps(view(1, 6, 16), 6));
        assertEquals(Optional.of(List.of(16)), steps(view(5, 1, 16), 5));
    }
}
