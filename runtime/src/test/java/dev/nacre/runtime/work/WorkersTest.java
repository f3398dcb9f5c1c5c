package dev.nacre.runtime.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class WorkersTest {

    @Test
    void everyItemIsDoneOnceForAnyNumberOfThreads() {
        for (int threads : new int[] {1, 2, 3, 16}) {
            for (int items : new int[] {0, 1, 2, 3, 17, 1000}) {
                AtomicIntegerArray done = new AtomicIntegerArray(items);
                Workers.run(threads, items, done::incrementAndGet);
                for (int i = 0; i < items; i++) {
                    assertEquals(1, done.get(i));
                }
            }
        }
    }

    @Test
    void plainWritesOfOthersAreSeenByTheCaller() {
        for (int round = 0; round < 2000; round++) {
            int[] results = new int[8];
            Workers.run(3, results.length, i -> results[i] = i + 1);
            assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, results);
        }
    }

    @Test
    void itemsRunSideBySide() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Workers.run(2, 2, i -> {
            threads.add(Thread.currentThread());
            both.countDown();
            uninterrupted(both);
        });
        assertEquals(2, threads.size());
        assertTrue(threads.contains(Thread.currentThread()));
        threads.remove(Thread.currentThread());
        assertTrue(threads.iterator().next().isDaemon());
    }

    @Test
    void aThreadThatIsDoneHelpsWithTheOthersItems() {
        CountDownLatch all = new CountDownLatch(9);
        AtomicIntegerArray done = new AtomicIntegerArray(10);
        // The caller begins with item 0 and stays there until another thread has done everything else.
        Workers.run(2, 10, i -> {
            if (i == 0) {
                uninterrupted(all);
            } else {
                all.countDown();
            }
            done.incrementAndGet(i);
        });
        for (int i = 0; i < 10; i++) {
            assertEquals(1, done.get(i));
        }
    }

    @Test
    void afterAPauseLongerThanTheLookoutWorkIsSharedAgain() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            itemsRunSideBySide();
            Thread.sleep(round % 3);
        }
    }

    @Test
    void shortWorkInQuickSuccessionNeedsNoMoreThreadsThanProcessors() {
        long before = workers();
        for (int round = 0; round < 20_000; round++) {
            Workers.run(2, 2, i -> {});
        }
        long most = Math.max(before, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        assertTrue(workers() <= most, () -> workers() + " threads, expected at most " + most);
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nacre-worker-"))
                .count();
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTaskMayCallAgain() {
        AtomicInteger count = new AtomicInteger();
        Workers.run(3, 6, i -> Workers.run(3, 6, j -> Workers.run(2, 4, k -> count.incrementAndGet())));
        assertEquals(6 * 6 * 4, count.get());
    }

    @Test
    void manyCallersAtOnceDoNotDisturbEachOther() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            int offset = c;
            Thread caller = new Thread(() -> {
                for (int round = 0; round < 300; round++) {
                    int[] results = new int[20];
                    Workers.run(3, results.length, i -> results[i] = i * offset);
                    assertEquals(190 * offset, Arrays.stream(results).sum());
                }
            });
            caller.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(null, failure.get());
    }

    @Test
    void failuresReachTheCallerAsTheyAreAndWorkersGoOn() {
        for (Throwable expected : List.of(new IllegalStateException("one"), new StackOverflowError("two"))) {
            for (int threads : new int[] {1, 2, 4}) {
                for (int failing : new int[] {0, 50, 99}) {
                    IntConsumer task = i -> {
                        if (i == failing) {
                            throwAs(expected);
                        }
                    };
                    assertSame(expected, assertThrows(Throwable.class, () -> Workers.run(threads, 100, task)));
                }
            }
        }
        everyItemIsDoneOnceForAnyNumberOfThreads();
    }

    private static void throwAs(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void noItemRunsAfterAFailureWasThrown() {
        for (int round = 0; round < 200; round++) {
            AtomicInteger running = new AtomicInteger();
            assertThrows(
                    IllegalStateException.class,
                    () -> Workers.run(4, 100, i -> {
                        running.incrementAndGet();
                        try {
                            if (i == 3) {
                                throw new IllegalStateException();
                            }
                            Thread.yield();
                        } finally {
                            running.decrementAndGet();
                        }
                    }));
            assertEquals(0, running.get());
        }
    }

    @Test
    void anInterruptStaysAndDoesNotCutTheWorkShort() {
        AtomicInteger count = new AtomicInteger();
        Thread.currentThread().interrupt();
        Workers.run(2, 100, i -> {
            for (int spin = 0; spin < 10_000; spin++) {
                Thread.onSpinWait();
            }
            count.incrementAndGet();
        });
        assertTrue(Thread.interrupted());
        assertEquals(100, count.get());
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Workers.run(0, 1, i -> {}));
    }
}
