package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

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
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.model.Operation.Concat;
import dev.nacre.compiler.model.Operation.Dropout;
import dev.nacre.compiler.model.Operation.Flatten;
import dev.nacre.compiler.model.Operation.Join;
import dev.nacre.compiler.model.Operation.Linear;
import dev.nacre.compiler.model.Operation.Prelu;
import dev.nacre.compiler.model.Operation.Softmax;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.Reshape;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.Transpose;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** One layer as primitives. */
final class LayerLowering implements Operation.Cases<Value> {

    /** The most inputs of a join that meet in one loop. */
    private static final int JOINED_AT_ONCE = 8;

    private final ProgramBuilder builder;
    private final Mode mode;
    private final int index;
    private final List<Value> inputs;
    private final List<Value> parameters;
    private final Lengths lengths;
    private final List<Value> carried;
    private List<Value> updates = List.of();
    private List<Value> ends = List.of();

    /**
     * @param index the layer's place in the network, which tells its random numbers from those of other layers
     * @param carried what the layer before it ends with, if that is recurrent
     */
    LayerLowering(
            ProgramBuilder builder,
            Mode mode,
            Lengths lengths,
            int index,
            List<Value> inputs,
            List<Value> parameters,
            List<Value> carried) {
        this.carried = carried;
        this.builder = builder;
        this.mode = mode;
        this.lengths = lengths;
        this.index = index;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    /** What the layer's last parameters, its buffers, become in this pass; none if it changes none. */
    List<Value> updates() {
        return updates;
    }

    /** What a recurrent layer ends with, by part. */
    List<Value> ends() {
        return ends;
    }

    private Value input() {
        return inputs.get(0);
    }

    @Override
    public Value linear(Linear linear) {
        return new LinearLowering(builder).of(input(), parameters.subList(0, linear.bias() ? 2 : 1));
    }

    @Override
    public Value activation(Activation activation) {
        return builder.map(ActivationBody.of(activation), input());
    }

    @Override
    public Value prelu(Prelu prelu) {
        Shape shape = input().shape();
        Value slope = parameters.get(0);
        Value x = shape.rank() == 0 ? builder.reshape(input(), slope.shape()) : input();
        Scalar negative = Scalar.mul(arg(1), arg(0));
        Scalar body = Scalar.select(Comparison.GT, arg(0), constant(0), arg(0), negative);
        return builder.reshape(builder.map(body, x, slope), shape);
    }

    @Override
    public Value softmax(Softmax softmax) {
        SoftmaxLowering lowering = new SoftmaxLowering(builder);
        return softmax.log() ? lowering.logSoftmax(input(), softmax.axis()) : lowering.softmax(input(), softmax.axis());
    }

    @Override
    public Value dropout(Dropout dropout) {
        return dropped(dropout.p(), input().shape());
    }

    /** @param mask the shape of what is drawn; it is broadcast to the input's */
    private Value dropped(double p, Shape mask) {
        return new DropoutLowering(builder, mode).of(input(), p, mask, index);
    }

    @Override
    public Value flatten(Flatten flatten) {
        return builder.reshape(input(), Shape.of(input().shape().elements()));
    }

    @Override
    public Value concat(Concat concat) {
        return builder.concat(inputs, concat.axis());
    }

    /** In steps of a few inputs each: a loop has a register for each of its arrays, and a Java method few parameters. */
    @Override
    public Value join(Join join) {
        Value joined = input();
        for (int from = 1; from < inputs.size(); from += JOINED_AT_ONCE - 1) {
            List<Value> operands = new ArrayList<>(List.of(joined));
            operands.addAll(inputs.subList(from, Math.min(inputs.size(), from + JOINED_AT_ONCE - 1)));
            Scalar body = arg(0);
            for (int i = 1; i < operands.size(); i++) {
                body = join.kind() == Join.Kind.PRODUCT ? Scalar.mul(body, arg(i)) : Scalar.add(body, arg(i));
            }
            joined = builder.map(body, operands.toArray(Value[]::new));
        }
        return join.kind() == Join.Kind.MEAN ? builder.map(divided(inputs.size()), joined) : joined;
    }

    @Override
    public Value convolution(Convolution convolution) {
        return new ConvolutionLowering(builder, mode, parameters).convolution(convolution, input());
    }

    @Override
    public Value transposedConvolution(TransposedConvolution transposedConvolution) {
        return new ConvolutionLowering(builder, mode, parameters).transposed(transposedConvolution, input());
    }

    @Override
    public Value pooling(Pooling pooling) {
        return new PoolingLowering(builder).pooling(pooling, input());
    }

    @Override
    public Value adaptiveMean(AdaptiveMean adaptiveMean) {
        return new PoolingLowering(builder).adaptiveMean(adaptiveMean, input());
    }

    @Override
    public Value upsampling(Upsampling upsampling) {
        return new UpsamplingLowering(builder, lengths).upsampling(upsampling, input());
    }

    @Override
    public Value batchNorm(BatchNorm batchNorm) {
        BatchNormLowering.Normalised normalised =
                new BatchNormLowering(builder, mode, batchNorm, parameters).of(input());
        updates = normalised.statistics();
        return normalised.output();
    }

    @Override
    public Value layerNorm(LayerNorm layerNorm) {
        return new NormLowering(builder).layerNorm(layerNorm, input(), parameters);
    }

    @Override
    public Value rmsNorm(RmsNorm rmsNorm) {
        return new NormLowering(builder).rmsNorm(rmsNorm, input(), parameters);
    }

    @Override
    public Value groupNorm(GroupNorm groupNorm) {
        return new NormLowering(builder).groupNorm(groupNorm, input(), parameters);
    }

    @Override
    public Value channelDropout(ChannelDropout channelDropout) {
        List<Integer> sizes =
                new ArrayList<>(Collections.nCopies(input().shape().rank(), 1));
        sizes.set(0, input().shape().size(0));
        return dropped(channelDropout.p(), new Shape(sizes));
    }

    @Override
    public Value embedding(Embedding embedding) {
        return builder.gather(parameters.get(0), input(), embedding.padding());
    }

    @Override
    public Value position(Position position) {
        return builder.map(arg(0), parameters.get(0), oneOfEachSample());
    }

    @Override
    public Value recurrence(Recurrence recurrence) {
        RecurrenceLowering.States states =
                new RecurrenceLowering(builder, mode, index, parameters).recurrence(recurrence, inputs);
        ends = states.ends();
        return states.rows();
    }

    @Override
    public Value carriedState(CarriedState carriedState) {
        return carried.get(carriedState.part().index());
    }

    @Override
    public Value finalState(FinalState finalState) {
        return RecurrenceLowering.finalState(builder, finalState, input(), lengths);
    }

    @Override
    public Value attention(Attention attention) {
        return new AttentionLowering(builder, mode, lengths, index).attention(attention, inputs, parameters);
    }

    @Override
    public Value crossAttention(CrossAttention crossAttention) {
        return new AttentionLowering(builder, mode, lengths, index).crossAttention(crossAttention, inputs, parameters);
    }

    @Override
    public Value encoderLayer(EncoderLayer encoderLayer) {
        return new AttentionLowering(builder, mode, lengths, index).encoderLayer(encoderLayer, inputs, parameters);
    }

    @Override
    public Value dotProductAttention(DotProductAttention dotProductAttention) {
        return new AttentionLowering(builder, mode, lengths, index).dotProduct(dotProductAttention, inputs);
    }

    @Override
    public Value reshape(Reshape reshape) {
        return builder.reshape(input(), reshape.shape());
    }

    @Override
    public Value transpose(Transpose transpose) {
        List<Integer> axes = new ArrayList<>(
                IntStream.range(0, input().shape().rank()).boxed().toList());
        Collections.swap(axes, transpose.first(), transpose.second());
        return builder.transpose(input(), axes);
    }

    @Override
    public Value reduction(Reduction reduction) {
        return new PoolingLowering(builder).reduction(reduction, input(), lengths);
    }

    /** A number of each sample, whichever: what is combined with it is there for each sample too. */
    private Value oneOfEachSample() {
        Value one = input();
        for (int axis = 0; axis < input().shape().rank(); axis++) {
            one = builder.slice(one, axis, 0, 1);
        }
        return builder.reshape(one, Shape.of(1));
    }

    /** Times 1/n where that is the same number, because it is much cheaper. */
    static Scalar divided(int n) {
        return Integer.bitCount(n) == 1 ? Scalar.mul(arg(0), constant(1.0 / n)) : Scalar.div(arg(0), constant(n));
    }
}
