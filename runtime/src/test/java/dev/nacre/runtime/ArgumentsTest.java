package dev.nacre.runtime;

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

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
