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
                Layout.paddedRows(3, n))) {
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
    }
}
