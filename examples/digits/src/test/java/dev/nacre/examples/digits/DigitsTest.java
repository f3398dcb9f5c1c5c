package dev.nacre.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void allDigitsAreThere() throws IOException {
        Digits digits = Digits.load();

        assertEquals(1797, digits.size());
        assertEquals(1797 * 64, digits.pixels().length);
        for (float pixel : digits.pixels()) {
            assertTrue(pixel >= 0 && pixel <= 1, () -> "grey value " + pixel);
        }
    }

    @Test
    void theSplitHoldsBackAFifthOfEachLabel() throws IOException {
        Digits digits = Digits.load();
        Digits.Split split = digits.split(1);

        assertEquals(1797, split.training().size() + split.held().size());
        for (int label = 0; label < 10; label++) {
            assertEquals(count(digits, label) / 5.0, count(split.held(), label), 0.5, "label " + label);
        }
    }

    @Test
    void noDigitIsInBothParts() throws IOException {
        Digits.Split split = Digits.load().split(1);

        for (Digit held : split.held().all()) {
            assertFalse(split.training().all().contains(held));
        }
    }

    @Test
    void theSeedAloneDecidesTheSplit() throws IOException {
        assertEquals(labels(Digits.load().split(5)), labels(Digits.load().split(5)));
        assertNotEquals(labels(Digits.load().split(5)), labels(Digits.load().split(6)));
    }

    @Test
    void aDigitIsDrawnWithMoreForMoreInk() {
        Digit digit = Digit.parse("0,3,6,9,13,16,0,0" + ",0".repeat(56) + ",7");

        assertEquals("  ..::++**##    ", digit.draw(0));
        assertEquals(7, digit.label());
    }

    @Test
    void aLineWithTooFewValuesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Digit.parse("1,2,3"));
    }

    private static long count(Digits digits, int label) {
        return digits.all().stream().filter(digit -> digit.label() == label).count();
    }

    private static List<Integer> labels(Digits.Split split) {
        return split.held().all().stream().map(Digit::label).toList();
    }
}
