package dev.nacre.examples.benchmarks.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void aNeighbourHasFullTiles() {
        assertEquals(new Shape(112, 16), new Shape(100, 1).neighbour());
        assertEquals(new Shape(64, 1024), new Shape(64, 1024).neighbour());
    }

    @Test
    void everyShapeIsMeasuredOnceAndSoIsItsNeighbour() {
        List<Shape> measured = Shape.withNeighbours();
        assertEquals(measured.size(), new HashSet<>(measured).size());
        assertTrue(measured.containsAll(Shape.all()));
        assertTrue(
                measured.containsAll(Shape.all().stream().map(Shape::neighbour).toList()));
    }
}
