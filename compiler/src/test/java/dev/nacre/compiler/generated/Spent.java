package dev.nacre.compiler.generated;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The processor time that each kind of work took on the thread that did it. */
final class Spent {

    private final Map<String, Long> nanos = new LinkedHashMap<>();

    <T> T on(String work, Callable<T> call) throws Exception {
        long before = now();
        try {
            return call.call();
        } finally {
            nanos.merge(work, now() - before, Long::sum);
        }
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Seconds by kind of work, in the order in which it was first done. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        nanos.forEach((work, time) ->
                text.append(text.length() == 0 ? "" : ", ").append("%s %.1f s".formatted(work, time / 1e9)));
        return text.toString();
    }
}
