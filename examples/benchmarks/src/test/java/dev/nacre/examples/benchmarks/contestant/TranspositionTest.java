package dev.nacre.examples.benchmarks.contestant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.examples.benchmarks.network.Shape;
import org.junit.jupiter.api.Test;

class TranspositionTest {

    private final float[] values = {0, 1, 2, 10, 11, 12};

    @Test
    void rowsBecomeColumns() {
        Transposition columns = new Transposition(Shape.of(2, 3), 1, 0);
        assertEquals(Shape.of(3, 2), columns.to());
        assertArrayEquals(new float[] {0, 10, 1, 11, 2, 12}, columns.apply(values));
    }

    @Test
    void everyTranspositionCanBeUndone() {
        Transposition cycle = new Transposition(Shape.of(1, 2, 3), 1, 2, 0);
        assertArrayEquals(values, cycle.undo(cycle.apply(values)));
        Transposition three = new Transposition(Shape.of(3, 2, 1), 1, 2, 0);
        assertArrayEquals(new float[] {0, 2, 11, 1, 10, 12}, three.apply(values));
        assertArrayEquals(values, three.undo(three.apply(values)));
    }
}
