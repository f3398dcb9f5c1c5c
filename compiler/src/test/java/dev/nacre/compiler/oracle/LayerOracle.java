package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.ChannelDropout;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.DotProductAttention;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.GroupNorm;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.Reshape;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Transpose;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.Upsampling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What one layer makes of all samples. Dropout is left out. */
final class LayerOracle implements Operation.Cases<List<Grid>> {

    private final Layer layer;
    /** By the layer's input, then by sample. */
    private final List<List<Grid>> inputs;

    private final Map<String, double[]> tensors;
    private final boolean training;
    private final List<List<Grid>> carried;
    private List<List<Grid>> ends = List.of();

    /**
     * @param carried what the layer before it ends with, if that is recurrent, by part and then by sample
     * @param tensors parameters and buffers by name; a training changes the buffers
     */
    LayerOracle(
            Layer layer,
            List<List<Grid>> inputs,
            List<List<Grid>> carried,
            Map<String, double[]> tensors,
            boolean training) {
        this.carried = carried;
        this.layer = layer;
        this.inputs = inputs;
        this.tensors = tensors;
        this.training = training;
    }

    /** What a recurrent layer ends with, by part and then by sample. */
    List<List<Grid>> ends() {
        return ends;
    }

    private List<double[]> parameters() {
        return layer.parameters().stream()
                .map(name -> NetworkOracle.named(tensors, name))
                .toList();
    }

    /** The parameter of an index, and nothing if it has none. */
    private double[] parameter(int index) {
        return index < layer.parameters().size() ? parameters().get(index) : new double[0];
    }

    private int[] output() {
        return Grid.sizes(layer.output());
    }

    private List<Grid> each(UnaryOperator<Grid> function) {
        return inputs.get(0).stream().map(function).toList();
    }

    private List<Grid> elementwise(DoubleUnaryOperator function) {
        return each(x -> x.with(Arrays.stream(x.values()).map(function).toArray()));
    }

    private List<Grid> reshaped() {
        return each(x -> Grid.of(layer.output(), x.values()));
    }

    @Override
    public List<Grid> linear(Operation.Linear linear) {
        return each(x -> Rows.linear(x, parameter(0), parameter(1)));
    }

    @Override
    public List<Grid> activation(Operation.Activation activation) {
        return elementwise(x -> Activations.of(activation, x));
    }

    @Override
    public List<Grid> prelu(Operation.Prelu prelu) {
        return elementwise(x -> x > 0 ? x : parameter(0)[0] * x);
    }

    @Override
    public List<Grid> softmax(Operation.Softmax softmax) {
        return each(x -> Grid.of(x.sizes(), place -> {
            int[] along = place.clone();
            double[] line = new double[x.sizes()[softmax.axis()]];
            for (int i = 0; i < line.length; i++) {
                along[softmax.axis()] = i;
                line[i] = x.at(along);
            }
            double max = Arrays.stream(line).max().orElse(0);
            double sum = Arrays.stream(line).map(value -> Math.exp(value - max)).sum();
            double shifted = x.at(place) - max;
            return softmax.log() ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
        }));
    }

    @Override
    public List<Grid> dropout(Operation.Dropout dropout) {
        return inputs.get(0);
    }

    @Override
    public List<Grid> channelDropout(ChannelDropout dropout) {
        return inputs.get(0);
    }

    @Override
    public List<Grid> flatten(Operation.Flatten flatten) {
        return reshaped();
    }

    @Override
    public List<Grid> reshape(Reshape reshape) {
        return reshaped();
    }

    @Override
    public List<Grid> transpose(Transpose transpose) {
        return each(x -> Grid.of(output(), place -> {
            int[] from = place.clone();
            from[transpose.first()] = place[transpose.second()];
            from[transpose.second()] = place[transpose.first()];
            return x.at(from);
        }));
    }

    @Override
    public List<Grid> join(Operation.Join join) {
        boolean product = join.kind() == Operation.Join.Kind.PRODUCT;
        int divisor = join.kind() == Operation.Join.Kind.MEAN ? inputs.size() : 1;
        return samples(sample -> Grid.of(output(), place -> {
            double joined = product ? 1 : 0;
            for (List<Grid> input : inputs) {
                double element = repeated(input.get(sample), place);
                joined = product ? joined * element : joined + element;
            }
            return joined / divisor;
        }));
    }

    /** An element of a grid whose axes of size 1 repeat. */
    private static double repeated(Grid x, int[] place) {
        int[] from = place.clone();
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = x.sizes()[axis] == 1 ? 0 : from[axis];
        }
        return x.at(from);
    }

    private List<Grid> samples(java.util.function.IntFunction<Grid> sample) {
        return IntStream.range(0, inputs.get(0).size()).mapToObj(sample).toList();
    }

    @Override
    public List<Grid> concat(Operation.Concat concat) {
        return samples(sample -> Grid.of(output(), place -> {
            int[] from = place.clone();
            int input = 0;
            while (from[concat.axis()] >= inputs.get(input).get(sample).sizes()[concat.axis()]) {
                from[concat.axis()] -= inputs.get(input++).get(sample).sizes()[concat.axis()];
            }
            return inputs.get(input).get(sample).at(from);
        }));
    }

    @Override
    public List<Grid> reduction(Reduction reduction) {
        boolean max = reduction.kind() == Reduction.Kind.MAX;
        return each(x -> {
            int[] kept = x.sizes().clone();
            reduction.axes().forEach(axis -> kept[axis] = 1);
            Grid result = Grid.of(kept, place -> max ? Double.NEGATIVE_INFINITY : 0);
            double[] y = result.values();
            double count = max || reduction.kind() == Reduction.Kind.SUM ? 1 : (double) x.values().length / y.length;
            for (int i = 0; i < x.values().length; i++) {
                int[] place = Grid.place(x.sizes(), i);
                reduction.axes().forEach(axis -> place[axis] = 0);
                int to = result.index(place);
                y[to] = max ? Math.max(y[to], x.values()[i]) : y[to] + x.values()[i] / count;
            }
            return Grid.of(layer.output(), y);
        });
    }

    @Override
    public List<Grid> convolution(Convolution convolution) {
        return each(x -> WindowLayers.convolution(convolution, x, output(), parameter(0), parameter(1)));
    }

    @Override
    public List<Grid> transposedConvolution(TransposedConvolution convolution) {
        return each(x -> WindowLayers.transposed(convolution, x, output(), parameter(0), parameter(1)));
    }

    @Override
    public List<Grid> pooling(Pooling pooling) {
        return each(x -> WindowLayers.pooling(pooling, x, output()));
    }

    @Override
    public List<Grid> adaptiveMean(AdaptiveMean mean) {
        return each(x -> WindowLayers.adaptiveMean(mean, x, output()));
    }

    @Override
    public List<Grid> upsampling(Upsampling upsampling) {
        return each(x -> WindowLayers.upsampling(upsampling, x, output()));
    }

    @Override
    public List<Grid> batchNorm(BatchNorm norm) {
        int affine = norm.affine() ? 2 : 0;
        List<String> running = layer.parameters().subList(affine, affine + 2);
        return Norms.batchNorm(norm, inputs.get(0), parameters().subList(0, affine), running, tensors, training);
    }

    @Override
    public List<Grid> layerNorm(LayerNorm norm) {
        return each(x -> Rows.layerNorm(x, norm.eps(), parameters()));
    }

    @Override
    public List<Grid> rmsNorm(RmsNorm norm) {
        return each(x -> Norms.scaled(Norms.rms(x, norm.eps()), parameters(), i -> i % x.last()));
    }

    @Override
    public List<Grid> groupNorm(GroupNorm norm) {
        return each(x -> {
            int channel = x.values().length / x.sizes()[0];
            Grid normalised = Norms.normalised(x, x.values().length / norm.groups(), norm.eps());
            return Norms.scaled(normalised, parameters(), i -> i / channel);
        });
    }

    @Override
    public List<Grid> embedding(Embedding embedding) {
        int size = embedding.size();
        return each(x -> Grid.of(
                layer.output(),
                IntStream.range(0, x.values().length * size)
                        .mapToDouble(i -> parameter(0)[((int) x.values()[i / size]) * size + i % size])
                        .toArray()));
    }

    @Override
    public List<Grid> position(Position position) {
        return each(x -> Grid.of(layer.output(), parameter(0)));
    }

    @Override
    public List<Grid> recurrence(Recurrence recurrence) {
        List<RecurrentRows> samples = IntStream.range(0, inputs.get(0).size())
                .mapToObj(sample -> new RecurrentRows(
                        recurrence,
                        parameters(),
                        inputs.stream().map(input -> input.get(sample)).toList()))
                .toList();
        ends = IntStream.range(0, 2)
                .mapToObj(
                        part -> samples.stream().map(sample -> sample.end(part)).toList())
                .toList();
        return samples.stream().map(RecurrentRows::rows).toList();
    }

    @Override
    public List<Grid> carriedState(CarriedState carriedState) {
        return carried.get(carriedState.part().index());
    }

    @Override
    public List<Grid> finalState(FinalState state) {
        return each(x -> Grid.of(layer.output(), Rows.finalState(x, state.hidden(), state.bidirectional())));
    }

    /** One sample's inputs. */
    private List<List<Grid>> samples() {
        return IntStream.range(0, inputs.get(0).size())
                .mapToObj(sample ->
                        inputs.stream().map(input -> input.get(sample)).toList())
                .toList();
    }

    /** @param mask which of the inputs says what may be looked at, if there is one */
    private static Rows.Looking looking(int heads, boolean causal, List<Grid> sample, int mask) {
        return new Rows.Looking(
                heads, causal, key -> sample.size() <= mask || sample.get(mask).at(key) == 1);
    }

    @Override
    public List<Grid> attention(Attention attention) {
        return samples().stream()
                .map(sample -> Rows.attention(
                        looking(attention.heads(), attention.causal(), sample, 1),
                        sample.get(0),
                        sample.get(0),
                        parameters()))
                .toList();
    }

    @Override
    public List<Grid> crossAttention(CrossAttention attention) {
        return samples().stream()
                .map(sample -> Rows.attention(
                        looking(attention.heads(), false, sample, 2), sample.get(0), sample.get(1), parameters()))
                .toList();
    }

    @Override
    public List<Grid> encoderLayer(EncoderLayer encoder) {
        return samples().stream()
                .map(sample ->
                        Rows.encoder(encoder, looking(encoder.heads(), false, sample, 1), sample.get(0), parameters()))
                .toList();
    }

    @Override
    public List<Grid> dotProductAttention(DotProductAttention attention) {
        return samples().stream()
                .map(sample -> Rows.dotProduct(
                        looking(attention.heads(), attention.causal(), sample, 3), sample.subList(0, 3)))
                .toList();
    }
}
