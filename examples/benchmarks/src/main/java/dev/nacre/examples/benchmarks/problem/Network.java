package dev.nacre.examples.benchmarks.problem;

import dev.nacre.runtime.Model;
import java.util.List;
import java.util.function.LongFunction;

/** The networks of the comparison: linear layers with relu between them, written in {@code networks.nn}. */
public enum Network {
    A(NetworkA::create, 3, 16, 1),
    B(NetworkB::create, 16, 64, 64, 4),
    /** The only one that learns classes, with cross-entropy; the others learn values, with the mean squared error. */
    C(NetworkC::create, 784, 128, 10),
    D(NetworkD::create, 256, 1024, 1024, 256);

    private final LongFunction<Model> compiled;
    private final List<Integer> sizes;

    Network(LongFunction<Model> compiled, Integer... sizes) {
        this.compiled = compiled;
        this.sizes = List.of(sizes);
    }

    /** The generated class, with the same weights at every call. */
    public Model compiled() {
        return compiled.apply(1L);
    }

    /** The sizes of input, hidden activations and output. */
    public List<Integer> sizes() {
        return sizes;
    }

    public int layers() {
        return sizes.size() - 1;
    }

    public int inputs() {
        return sizes.get(0);
    }

    public int outputs() {
        return sizes.get(layers());
    }

    public boolean classifies() {
        return this == C;
    }
}
