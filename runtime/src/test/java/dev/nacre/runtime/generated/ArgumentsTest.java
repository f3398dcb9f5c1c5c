package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ArgumentsTest {

    private static final float[] SIX = new float[6];

    @Test
    void fittingArraysPass() {
        Arguments.sample("Scorer", "x", SIX, 6);
        Arguments.batch("Scorer", "x", SIX, 3, 0);
        Arguments.batch("Scorer", "x", SIX, 3, 1);
        Arguments.batch("Scorer", "x", SIX, 3, 2);
    }

    @Test
    void wrongLengthsAreToldWithModelAndPort() {
        assertMessage("Scorer: expected 3 values for x, got 6", () -> Arguments.sample("Scorer", "x", SIX, 3));
        assertMessage("Scorer: expected 1 value for y, got 6", () -> Arguments.sample("Scorer", "y", SIX, 1));
        assertMessage(
                "Scorer: expected at least 3 x 3 = 9 values for x, got 6",
                () -> Arguments.batch("Scorer", "x", SIX, 3, 3));
        assertMessage(
                "Scorer: expected at least 0 samples of x, got n = -1",
                () -> Arguments.batch("Scorer", "x", SIX, 3, -1));
    }

    @Test
    void productsBeyondAnIntDoNotPass() {
        assertMessage(
                "Scorer: expected at least 1431655766 x 3 = 4294967298 values for x, got 6",
                () -> Arguments.batch("Scorer", "x", SIX, 3, 1431655766));
    }

    @Test
    void indicesOfRowsThatAreThereOrBehindTheSamplesPass() {
        Arguments.indices("Tagger", "words", new int[] {0, 9, 3, 9, 10, -1}, 2, 2, 10);
        Arguments.indices("Tagger", "words", new int[] {-1}, 1, 0, 10);
    }

    @Test
    void anIndexOfNoRowIsToldWithItsPlace() {
        assertMessage(
                "Tagger: expected indices from 0 to 9 for words, got 10 in sample 1 at position 0",
                () -> Arguments.indices("Tagger", "words", new int[] {0, 9, 10, -1}, 2, 2, 10));
        assertMessage(
                "Tagger: expected indices from 0 to 9 for words, got -2147483648 in sample 0 at position 1",
                () -> Arguments.indices("Tagger", "words", new int[] {0, Integer.MIN_VALUE}, 2, 1, 10));
        assertMessage(
                "Tagger: expected indices from 0 to 0 for words, got 2147483647 in sample 0 at position 0",
                () -> Arguments.indices("Tagger", "words", new int[] {Integer.MAX_VALUE}, 1, 1, 1));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
