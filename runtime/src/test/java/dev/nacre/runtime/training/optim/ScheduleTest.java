package dev.nacre.runtime.training.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScheduleTest {

    private static void assertRates(Schedule schedule, double... expected) {
        Schedule.Course course = schedule.start(1);
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], course.rate(), 1e-5, "step " + t);
            course.advance(1);
        }
    }

    @Test
    void ratesAreTheCheckValues() {
        assertRates(Schedules.step(3, 0.1), 1, 1, 1, .1, .1, .1, .01);
        assertRates(Schedules.exponential(0.9), 1, .9, .81);
        assertRates(Schedules.cosine(4), 1, .85355, .5, .14645, 0);
        assertRates(Schedules.linear(1.0 / 3, 1, 5), .33333, .46667, .6, .73333, .86667, 1, 1);
        assertRates(Schedules.warmRestarts(3), 1, .75, .25, 1, .75);
        assertRates(Schedules.oneCycle(1, 8), .04, .81928, .97194, .81175, .55598, .28306, .07664, 4e-6, 4e-6);
    }

    @Test
    void cosinesAgreeWithTheLibraryAllAlong() {
        Schedule.Course course = Schedules.cosine(1000, 0.25).start(2);
        for (int t = 0; t < 4321; t++) {
            double expected = 0.25 + 1.75 * (1 + StrictMath.cos(Math.PI * t / 1000)) / 2;
            assertEquals(expected, course.rate(), 1e-14, "step " + t);
            course.advance(1);
        }
    }

    @Test
    void cyclesGrow() {
        // Cycles of 1, 2 and 4 steps.
        assertRates(Schedules.warmRestarts(1, 2, 0), 1, 1, .5, 1, .85355, .5, .14645, 1);
    }

    @Test
    void aPlateauReducesTheRateAfterMoreThanPatienceSteps() {
        Schedule.Course course = Schedules.reduceOnPlateau().patience(2).start(1);
        double[] losses = {5, 4, 4, 3.9999, Double.NaN, 4, 4, 4, 3};
        double[] rates = {1, 1, 1, 1, .1, .1, .1, .01, .01};
        for (int t = 0; t < losses.length; t++) {
            course.advance(losses[t]);
            assertEquals(rates[t], course.rate(), 1e-12, "after step " + t);
        }
    }

    @Test
    void thePlateauOfPyTorchIsElevenStepsLong() {
        Schedule.Course course = Schedules.reduceOnPlateau().start(1);
        course.advance(1);
        for (int t = 0; t < 10; t++) {
            course.advance(1);
            assertEquals(1, course.rate());
        }
        course.advance(1);
        assertEquals(0.1, course.rate(), 1e-12);
    }

    @Test
    void onlyTheOneCycleCountsBatchesUnlessTold() {
        assertTrue(Schedules.oneCycle(1, 8).everyBatch());
        assertFalse(Schedules.cosine(8).everyBatch());
        assertTrue(Schedules.cosine(8).perBatch().everyBatch());
    }

    @Test
    void settingsWithoutSenseAreRefused() {
        for (Executable wrong : List.<Executable>of(
                () -> Schedules.step(0, 0.1),
                () -> Schedules.exponential(Double.NaN),
                () -> Schedules.cosine(0),
                () -> Schedules.cosine(3, -1),
                () -> Schedules.linear(Double.NaN, 1, 5),
                () -> Schedules.warmRestarts(3, 0, 0),
                () -> Schedules.oneCycle(0, 8),
                () -> Schedules.oneCycle(1, 1),
                () -> Schedules.reduceOnPlateau().factor(1),
                () -> Schedules.reduceOnPlateau().patience(-1))) {
            assertThrows(IllegalArgumentException.class, wrong);
        }
    }
}
