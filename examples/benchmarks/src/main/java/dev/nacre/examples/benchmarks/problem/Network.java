package dev.nacre.examples.benchmarks.problem;

import dev.nacre.runtime.Model;
import java.util.List;
import java.util.function.LongFunction;

/** The networks of the comparison, written in {@code networks.nn}. */
public enum Network {
    A(NetworkA::create, Layer.chain(3, 16, 1)),
    B(NetworkB::create, Layer.chain(16, 64, 64, 4)),
    /** The only one that learns classes, with cross-entropy; the others learn values, with the mean squared error. */
    C(NetworkC::create, Layer.chain(784, 128, 10)),
    D(NetworkD::create, Layer.chain(256, 1024, 1024, 256)),
    R(NetworkR::create, Layer.blocks(4, 64, true)),
    S(NetworkS::create, Layer.blocks(4, 64, false));

    private final LongFunction<Model> compiled;
    private final List<Layer> layers;

    Network(LongFunction<Model> compiled, List<Layer> layers) {
        this.compiled = compiled;
        this.layers = List.copyOf(layers);
    }

    /** The generated class, with the same weights at every call. */
    public Model compiled() {
        return compiled.apply(1L);
    }

    public List<Layer> layers() {
        return layers;
    }

    public int inputs() {
        return layers.get(0).inputs();
    }

    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Whether it has relu between its layers and nothing else. */
    public boolean isPlain() {
        return layers.stream().noneMatch(layer -> layer.joins() || layer.activation() == Activation.GELU);
    }

    public boolean classifies() {
        return this == C;
    }
}
