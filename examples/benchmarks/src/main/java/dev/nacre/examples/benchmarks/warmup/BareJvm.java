package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;

/** Says at what time of day it was started: what the JVM takes for itself and the vector module. */
final class BareJvm {

    private BareJvm() {}

    public static void main(String[] arguments) {
        ChildJvm.answer(String.valueOf(System.currentTimeMillis()));
    }
}
