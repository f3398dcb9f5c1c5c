package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BlocksTest {

    @Test
    void oneThreadHasAboutEqualBlocksAndNoMoreThanNeeded() {
        assertEquals(86, Blocks.size(256, 96, 1));
        assertEquals(96, Blocks.size(96, 96, 1));
        assertEquals(49, Blocks.size(97, 96, 1));
    }

    @Test
    void threadsHaveTheSameNumberOfBlocks() {
        assertEquals(64, Blocks.size(256, 96, 2));
        assertEquals(16, Blocks.size(32, 96, 2));
        assertEquals(43, Blocks.size(256, 96, 6));
    }

    @Test
    void noBlockIsEmptyOrTooLarge() {
        for (int samples : new int[] {1, 2, 3, 95, 96, 97, 4096, Integer.MAX_VALUE}) {
            for (int threads : new int[] {1, 2, 3, 64, Integer.MAX_VALUE / 2}) {
                int size = Blocks.size(samples, 96, threads);
                assertTrue(1 <= size && size <= Math.min(96, samples), samples + " on " + threads + ": " + size);
            }
        }
    }

    @Test
    void aBatchOfNothingHasNoBlockToDivideBy() {
        assertEquals(1, Blocks.size(0, 96, 2));
    }
}
