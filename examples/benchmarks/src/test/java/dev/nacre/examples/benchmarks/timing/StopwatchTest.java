package dev.nacre.examples.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void theTimeOfARunIsTheTimeOfAllDividedByTheirNumber() {
        AtomicLong runs = new AtomicLong();
        long start = System.nanoTime();
        double seconds = Stopwatch.seconds(runs::incrementAndGet, new Budget(0.1, 0.2, 0.1));
        double elapsed = (System.nanoTime() - start) * 1e-9;
        assertTrue(seconds > 0);
        assertTrue(seconds <= elapsed, "a run cannot take longer than all of them");
        assertTrue(runs.get() > 1);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertEquals(new Median(2.5, 1, 9), Median.of(List.of(9.0, 2.0, 1.0, 3.0)));
        assertEquals(new Median(2, 1, 9), Median.of(List.of(9.0, 2.0, 1.0)));
        assertEquals(0.5, Median.of(List.of(1.0, 2.0, 3.0)).spread());
    }
}
