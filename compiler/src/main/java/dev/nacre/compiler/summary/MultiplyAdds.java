package dev.nacre.compiler.summary;

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
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
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
import dev.nacre.compiler.model.WindowAxis;
import java.util.List;

/**
 * The multiplications of a sample whose products are added up: what matrix products and convolutions cost. Biases,
 * elementwise functions, joins and normalisations count nothing, however long they take.
 */
public final class MultiplyAdds implements Operation.Cases<Long> {

    private final Layer layer;

    private MultiplyAdds(Layer layer) {
        this.layer = layer;
    }

    /** Those of one application of a layer in prediction. */
    public static long of(Layer layer) {
        return layer.operation().match(new MultiplyAdds(layer));
    }

    /** Those of all layers; a layer that is applied twice counts twice. */
    public static long of(Network network) {
        return network.layers().stream().mapToLong(MultiplyAdds::of).sum();
    }

    private static long window(List<WindowAxis> axes) {
        return axes.stream().mapToLong(WindowAxis::size).reduce(1, Math::multiplyExact);
    }

    /** Two projections of the rows [t, e], two of those [s, e] that they look at, and two products of all rows with all. */
    private static long attention(Shape rows, Shape others) {
        long t = rows.size(0);
        long s = others.size(0);
        long e = rows.size(1);
        return 2 * (t + s) * e * e + 2 * t * s * e;
    }

    /** Each output element is a dot product of {@code in} terms. */
    @Override
    public Long linear(Operation.Linear linear) {
        return (long) linear.in() * layer.output().elements();
    }

    @Override
    public Long activation(Operation.Activation activation) {
        return 0L;
    }

    @Override
    public Long prelu(Operation.Prelu prelu) {
        return 0L;
    }

    @Override
    public Long softmax(Operation.Softmax softmax) {
        return 0L;
    }

    @Override
    public Long dropout(Operation.Dropout dropout) {
        return 0L;
    }

    @Override
    public Long flatten(Operation.Flatten flatten) {
        return 0L;
    }

    @Override
    public Long join(Operation.Join join) {
        return 0L;
    }

    @Override
    public Long concat(Operation.Concat concat) {
        return 0L;
    }

    /** Each output element is a dot product with a window of its group's channels. */
    @Override
    public Long convolution(Convolution convolution) {
        int terms = convolution.in() / convolution.groups();
        return terms * window(convolution.axes()) * layer.output().elements();
    }

    /** Each input element is multiplied by a window of its group's output channels. */
    @Override
    public Long transposedConvolution(TransposedConvolution transposedConvolution) {
        List<Integer> sizes = layer.output().sizes();
        long terms = (long) transposedConvolution.in() * transposedConvolution.out() / transposedConvolution.groups();
        for (int axis = 0; axis < transposedConvolution.axes().size(); axis++) {
            terms *= transposedConvolution.axes().get(axis).windows(sizes.get(axis + 1));
        }
        return terms * window(transposedConvolution.axes());
    }

    @Override
    public Long pooling(Pooling pooling) {
        return 0L;
    }

    @Override
    public Long adaptiveMean(AdaptiveMean adaptiveMean) {
        return 0L;
    }

    @Override
    public Long upsampling(Upsampling upsampling) {
        return 0L;
    }

    @Override
    public Long batchNorm(BatchNorm batchNorm) {
        return 0L;
    }

    @Override
    public Long layerNorm(LayerNorm layerNorm) {
        return 0L;
    }

    @Override
    public Long rmsNorm(RmsNorm rmsNorm) {
        return 0L;
    }

    @Override
    public Long groupNorm(GroupNorm groupNorm) {
        return 0L;
    }

    @Override
    public Long channelDropout(ChannelDropout channelDropout) {
        return 0L;
    }

    @Override
    public Long embedding(Embedding embedding) {
        return 0L;
    }

    @Override
    public Long position(Position position) {
        return 0L;
    }

    /** In each step, layer and direction, every gate is a dot product with the input and the state; layers behind the first see all directions. */
    @Override
    public Long recurrence(Recurrence recurrence) {
        long gates = (long) recurrence.cell().gates() * recurrence.hidden();
        long terms = (long) recurrence.in() + recurrence.hidden();
        terms += (recurrence.layers() - 1) * (long) recurrence.hidden() * (recurrence.directions() + 1);
        return gates * terms * recurrence.directions() * layer.output().size(0);
    }

    @Override
    public Long finalState(FinalState finalState) {
        return 0L;
    }

    @Override
    public Long carriedState(CarriedState carriedState) {
        return 0L;
    }

    @Override
    public Long attention(Attention attention) {
        return attention(layer.output(), layer.output());
    }

    @Override
    public Long crossAttention(CrossAttention crossAttention) {
        return attention(layer.output(), crossAttention.memory());
    }

    @Override
    public Long encoderLayer(EncoderLayer encoderLayer) {
        return attention(layer.output(), layer.output())
                + 2L * encoderLayer.feedforward() * layer.output().elements();
    }

    /** Each query is compared with all keys, and each output element is a mean of as many values. */
    @Override
    public Long dotProductAttention(DotProductAttention dotProductAttention) {
        Shape keys = dotProductAttention.keys();
        return (long) layer.output().size(0) * keys.elements() + layer.output().elements() * (long) keys.size(0);
    }

    @Override
    public Long reshape(Reshape reshape) {
        return 0L;
    }

    @Override
    public Long transpose(Transpose transpose) {
        return 0L;
    }

    @Override
    public Long reduction(Reduction reduction) {
        return 0L;
    }
}
