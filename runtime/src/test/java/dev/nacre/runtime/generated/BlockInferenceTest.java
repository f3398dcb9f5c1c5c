package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class BlockInferenceTest {

    private static final int BLOCK = 8;

    /** Counts predictions of each sample and marks the scratch space that is in use. */
    private static final class Counting extends BlockInference {

        private final AtomicIntegerArray predicted = new AtomicIntegerArray(100);
        private final AtomicInteger clashes = new AtomicInteger();
        private final Set<float[]> arenas = ConcurrentHashMap.newKeySet();
        private int failing = -1;

        Counting() {
            super("Counting", 1, BLOCK, 1);
        }

        private void predict(int from, int to, float[] arena) {
            arenas.add(arena);
            arena[0]++;
            Thread.yield();
            for (int i = from; i < to; i++) {
                predicted.incrementAndGet(i);
                if (i == failing) {
                    throw new IllegalStateException("sample " + i);
                }
            }
            if (--arena[0] != 0) {
                clashes.incrementAndGet();
            }
        }

        void run(int n) {
            SessionScratch scratch = enter();
            try {
                if (isAlone(n)) {
                    predict(0, n, arena(scratch));
                } else {
                    predictOnThreads(n, scratch, this::predict);
                }
            } finally {
                scratch.leave();
            }
        }
    }

    @Test
    void everySampleIsPredictedOnceForAnyNumberOfThreads() {
        for (int threads : new int[] {1, 2, 3, 50}) {
            for (int n : new int[] {0, 1, 2, 7, 8, 9, 50, 100}) {
                Counting session = new Counting();
                session.threads(threads);
                session.run(n);
                for (int i = 0; i < 100; i++) {
                    assertEquals(i < n ? 1 : 0, session.predicted.get(i));
                }
            }
        }
    }

    @Test
    void noTwoThreadsShareScratchSpaceAndItIsKept() {
        Counting session = new Counting();
        session.threads(3);
        for (int round = 0; round < 1000; round++) {
            session.run(100);
        }
        assertEquals(0, session.clashes.get());
        assertTrue(session.arenas.size() <= 3);
    }

    @Test
    void aFailureReachesTheCallerAndTheSessionGoesOn() {
        Counting session = new Counting();
        session.threads(2);
        session.failing = 40;
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> session.run(100));
        assertEquals("sample 40", thrown.getMessage());
        session.failing = -1;
        session.run(100);
        assertTrue(session.predicted.get(99) >= 1);
    }

    @Test
    void lessThanOneThreadIsRefused() {
        Counting session = new Counting();
        assertThrows(IllegalArgumentException.class, () -> session.threads(0));
    }
}
