package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.Activation;
import dev.nacre.examples.benchmarks.network.Attention;
import dev.nacre.examples.benchmarks.network.Chain;
import dev.nacre.examples.benchmarks.network.Convolution;
import dev.nacre.examples.benchmarks.network.Embedding;
import dev.nacre.examples.benchmarks.network.Flatten;
import dev.nacre.examples.benchmarks.network.Layer;
import dev.nacre.examples.benchmarks.network.LayerNorm;
import dev.nacre.examples.benchmarks.network.Linear;
import dev.nacre.examples.benchmarks.network.Lstm;
import dev.nacre.examples.benchmarks.network.MaxPool;
import dev.nacre.examples.benchmarks.network.Mean;
import dev.nacre.examples.benchmarks.network.Residual;
import dev.nacre.examples.benchmarks.network.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The step of each layer, which takes its parameters from those that no layer before it has taken. */
final class Steps implements Layer.Cases<Step> {

    private final Iterator<Parameter> parameters;
    private Shape shape;

    private Steps(Shape input, List<Parameter> parameters) {
        this.shape = input;
        this.parameters = parameters.iterator();
    }

    static Step of(Layer layer, Shape input, List<Parameter> parameters) {
        return new Steps(input, parameters).step(layer);
    }

    private Step step(Layer layer) {
        Shape output = layer.output(shape);
        Step step = layer.match(this);
        shape = output;
        return step;
    }

    private Parameter next() {
        return parameters.next();
    }

    private LinearStep nextLinear() {
        return new LinearStep(next(), next());
    }

    @Override
    public Step activation(Activation layer) {
        return new ActivationStep(layer);
    }

    @Override
    public Step attention(Attention layer) {
        return new AttentionStep(layer, nextLinear(), nextLinear());
    }

    @Override
    public Step chain(Chain layer) {
        List<Step> steps = new ArrayList<>();
        layer.layers().forEach(inner -> steps.add(step(inner)));
        return new ChainStep(steps);
    }

    @Override
    public Step convolution(Convolution layer) {
        return new ConvolutionStep(layer, shape, next(), next());
    }

    @Override
    public Step embedding(Embedding layer) {
        return new EmbeddingStep(layer.size(), next(), next());
    }

    /** The numbers stay where they are. */
    @Override
    public Step flatten(Flatten layer) {
        return x -> new Pass(x, slope -> slope);
    }

    @Override
    public Step layerNorm(LayerNorm layer) {
        return new LayerNormStep(next(), next());
    }

    @Override
    public Step linear(Linear layer) {
        return nextLinear();
    }

    @Override
    public Step lstm(Lstm layer) {
        return new LstmStep(layer, next(), next(), next(), next());
    }

    @Override
    public Step maxPool(MaxPool layer) {
        return new MaxPoolStep(layer, shape);
    }

    @Override
    public Step mean(Mean layer) {
        return new MeanStep(shape.last());
    }

    @Override
    public Step residual(Residual layer) {
        return new ResidualStep(step(layer.body()));
    }
}
