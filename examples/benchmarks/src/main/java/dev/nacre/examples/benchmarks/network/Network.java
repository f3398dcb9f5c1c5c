package dev.nacre.examples.benchmarks.network;

import dev.nacre.runtime.Model;
import java.util.function.LongFunction;

/** The networks of the comparison, written in {@code networks.nn}; here again, for whoever does not read that. */
public enum Network {
    A(NetworkA::create, Shape.of(3), Chain.perceptron(16, 1)),
    B(NetworkB::create, Shape.of(16), Chain.perceptron(64, 64, 4)),
    C(NetworkC::create, Shape.of(784), Chain.perceptron(128, 10)),
    D(NetworkD::create, Shape.of(256), Chain.perceptron(1024, 1024, 256)),
    R(NetworkR::create, Shape.of(64), Chain.around(new Linear(64), 4, new Residual(mlp(64)))),
    S(NetworkS::create, Shape.of(64), Chain.around(new Linear(64), 4, mlp(64))),
    E(
            NetworkE::create,
            Shape.of(1, 28, 28),
            Chain.of(
                    new Convolution(16, 3),
                    Activation.RELU,
                    new MaxPool(2),
                    new Convolution(32, 3),
                    Activation.RELU,
                    new MaxPool(2),
                    new Flatten(),
                    new Linear(10))),
    L(NetworkL::create, Shape.of(64, 32), Chain.of(new Lstm(64), new Linear(10))),
    T(
            NetworkT::create,
            Shape.of(128),
            Chain.around(new Embedding(8000, 64), 2, encoder(64, 4), new LayerNorm(), new Mean(), new Linear(3)));

    private final LongFunction<Model> compiled;
    private final Shape input;
    private final Chain layers;

    Network(LongFunction<Model> compiled, Shape input, Chain layers) {
        this.compiled = compiled;
        this.input = input;
        this.layers = layers;
    }

    /** Widens each row fourfold and narrows it again. */
    private static Chain mlp(int size) {
        return Chain.of(new Linear(4 * size), Activation.GELU, new Linear(size));
    }

    /** Of a transformer, with its norms first. */
    private static Chain encoder(int size, int heads) {
        return Chain.of(Residual.of(new LayerNorm(), new Attention(heads)), Residual.of(new LayerNorm(), mlp(size)));
    }

    /** The generated class, with the same weights at every call. */
    public Model compiled() {
        return compiled.apply(1L);
    }

    public Chain layers() {
        return layers;
    }

    /** The shape of a sample. */
    public Shape input() {
        return input;
    }

    /** The numbers of a sample. */
    public int inputs() {
        return input.elements();
    }

    /** The numbers that it becomes. */
    public int outputs() {
        return layers.output(input).elements();
    }

    /** How many tokens there are, if its inputs are tokens and not numbers; else 0. */
    public int vocabulary() {
        return layers.first() instanceof Embedding embedding ? embedding.count() : 0;
    }

    /** Whether it learns classes, with cross-entropy; the others learn values, with the mean squared error. */
    public boolean classifies() {
        return this == C || this == E;
    }
}
