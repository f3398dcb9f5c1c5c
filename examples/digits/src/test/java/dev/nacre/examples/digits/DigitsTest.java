package dev.nacre.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.training.Dataset;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void allDigitsAreThereWithGreyValuesBetweenPaperAndInk() throws IOException {
        Dataset digits = Digits.load();

        assertEquals(1797, digits.size());
        for (int i = 0; i < digits.size(); i++) {
            assertEquals(Digits.PIXELS, digits.input(i).length);
            for (float pixel : digits.input(i)) {
                assertTrue(pixel >= 0 && pixel <= 1, () -> "grey value " + pixel);
            }
        }
    }

    @Test
    void theSplitHoldsBackAFifthOfEachDigit() throws IOException {
        Dataset digits = Digits.load();
        Dataset.Split split = digits.stratifiedSplit(0.8, 1L);

        assertEquals(1797, split.train().size() + split.held().size());
        for (int digit = 0; digit < Digits.CLASSES; digit++) {
            assertEquals(count(digits, digit) / 5.0, count(split.held(), digit), 0.5, "digit " + digit);
        }
    }

    private static int count(Dataset digits, int digit) {
        int count = 0;
        for (int i = 0; i < digits.size(); i++) {
            count += digits.classIndex(i) == digit ? 1 : 0;
        }
        return count;
    }
}
