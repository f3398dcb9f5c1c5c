package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayoutTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33})
    void everyElementHasItsOwnPlaceInsideAWholeNumberOfVectors(int n) {
        for (Layout layout : List.of(
                Layout.vector(n),
                Layout.panels(n, 3),
                Layout.panels(3, n),
                Layout.paddedRows(n, 3),
                Layout.paddedRows(3, n),
                Layout.windowPanels(1, n, 2, 3),
                Layout.windowPanels(1, 3, n, 2),
                Layout.windowPanels(2, 2 * n, 3, 2),
                Layout.windowPanels(n, 2 * n, 1, 3),
                Layout.foldPanels(1, n, 2, 3),
                Layout.foldPanels(1, 3, n, 2),
                Layout.foldPanels(2, 6, n, 2),
                Layout.foldPanels(n, 2 * n, 1, 3))) {
            assertEquals(0, layout.size() % 16, layout::toString);
            boolean[] taken = new boolean[layout.size()];
            for (int element = 0; element < layout.elements(); element++) {
                int place = layout.index(element);
                assertTrue(!taken[place], () -> layout + " has two elements at " + place);
                taken[place] = true;
            }
        }
    }

    @Test
    void panelsHoldSixteenRowsColumnByColumn() {
        Layout layout = Layout.panels(33, 5);
        assertEquals(3 * 5 * 16, layout.size());
        assertEquals(2 * 5 * 16 + 4 * 16, layout.index(32 * 5 + 4));
        assertEquals(16 + 15, layout.index(15 * 5 + 1));
    }

    @Test
    void windowPanelsHoldSixteenOutputsOfAGroupTapByTap() {
        Layout layout = Layout.windowPanels(2, 36, 3, 4);
        int group = 2 * 4 * 3 * 16;
        assertEquals(2 * group, layout.size());
        assertEquals((2 * 3 + 1) * 16 + 5, layout.index((5 * 3 + 1) * 4 + 2));
        assertEquals(4 * 3 * 16 + (3 * 3 + 2) * 16 + 1, layout.index((17 * 3 + 2) * 4 + 3));
        assertEquals(group + 2 * 16 + 1, layout.index(((18 + 1) * 3 + 2) * 4));
    }

    @Test
    void foldPanelsHoldTapsFromTheLastToTheFirst() {
        Layout layout = Layout.foldPanels(2, 6, 18, 4);
        int group = 2 * 4 * 3 * 16;
        assertEquals(2 * group, layout.size());
        assertEquals((1 * 3 + 1) * 16 + 5, layout.index((1 * 18 + 5) * 4 + 2));
        assertEquals(4 * 3 * 16 + 2 * 16 + 1, layout.index((2 * 18 + 17) * 4 + 3));
        assertEquals(group + (3 * 3 + 2) * 16 + 1, layout.index(((3 + 2) * 18 + 1) * 4));
    }

    @Test
    void rowsStartAtWholeVectors() {
        Layout layout = Layout.paddedRows(2, 17);
        assertEquals(64, layout.size());
        assertEquals(32 + 16, layout.index(17 + 16));
    }

    @Test
    void whatFitsNoArrayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Layout.vector(0));
        assertThrows(IllegalArgumentException.class, () -> Layout.vector(Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> Layout.panels(65536, 65536));
        assertThrows(IllegalArgumentException.class, () -> Layout.paddedRows(1 << 30, 1));
        assertThrows(IllegalArgumentException.class, () -> Layout.paddedRows(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> Layout.windowPanels(1, 65536, 256, 256));
        assertThrows(IllegalArgumentException.class, () -> Layout.windowPanels(1, 0, 3, 9));
        assertThrows(IllegalArgumentException.class, () -> Layout.foldPanels(1, 65536, 256, 256));
        assertThrows(IllegalArgumentException.class, () -> Layout.foldPanels(1, 3, 0, 9));
    }
}
