package dev.nacre.compiler.graph;

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
import dev.nacre.compiler.model.WindowAxis;
import java.util.List;

/** A layer's kind with its sizes and main settings, as the language writes them: {@code linear(128, 10)}. */
final class LayerText implements Operation.Cases<String> {

    private final String kind;

    private LayerText(String kind) {
        this.kind = kind;
    }

    static String of(Layer layer) {
        return layer.operation().match(new LayerText(layer.kind()));
    }

    @Override
    public String linear(Operation.Linear linear) {
        return kind + "(" + linear.in() + ", " + linear.out() + (linear.bias() ? ")" : ", bias = false)");
    }

    @Override
    public String activation(Operation.Activation activation) {
        return switch (activation.function()) {
            case LEAKY_RELU -> named("negative_slope", activation.argument());
            case ELU -> named("alpha", activation.argument());
            case SOFTPLUS -> named("beta", activation.argument());
            case GELU_TANH -> kind + "(tanh)";
            case RELU,
                    SELU,
                    GELU,
                    SILU,
                    MISH,
                    SIGMOID,
                    TANH,
                    SOFTSIGN,
                    LOGSIGMOID,
                    HARDTANH,
                    RELU6,
                    HARDSIGMOID,
                    HARDSWISH -> kind;
        };
    }

    private String named(String argument, double value) {
        return kind + "(" + argument + " = " + value + ")";
    }

    @Override
    public String prelu(Operation.Prelu prelu) {
        return kind;
    }

    @Override
    public String softmax(Operation.Softmax softmax) {
        return kind + "(dim = " + softmax.axis() + ")";
    }

    @Override
    public String dropout(Operation.Dropout dropout) {
        return kind + "(" + dropout.p() + ")";
    }

    @Override
    public String flatten(Operation.Flatten flatten) {
        return kind;
    }

    @Override
    public String join(Operation.Join join) {
        return kind;
    }

    @Override
    public String concat(Operation.Concat concat) {
        return kind + "(dim = " + concat.axis() + ")";
    }

    @Override
    public String convolution(Convolution convolution) {
        return windowed(convolution.in() + ", " + convolution.out() + ", ", convolution.axes());
    }

    @Override
    public String transposedConvolution(TransposedConvolution transposedConvolution) {
        return windowed(
                transposedConvolution.in() + ", " + transposedConvolution.out() + ", ", transposedConvolution.axes());
    }

    @Override
    public String pooling(Pooling pooling) {
        return windowed("", pooling.axes());
    }

    @Override
    public String adaptiveMean(AdaptiveMean adaptiveMean) {
        return kind + "(" + brief(adaptiveMean.sizes()) + ")";
    }

    @Override
    public String upsampling(Upsampling upsampling) {
        return kind + "(" + brief(upsampling.factors()) + (upsampling.linear() ? ", linear)" : ")");
    }

    @Override
    public String batchNorm(BatchNorm batchNorm) {
        return kind;
    }

    @Override
    public String layerNorm(LayerNorm layerNorm) {
        return kind;
    }

    @Override
    public String rmsNorm(RmsNorm rmsNorm) {
        return kind;
    }

    @Override
    public String groupNorm(GroupNorm groupNorm) {
        return kind + "(" + groupNorm.groups() + ")";
    }

    @Override
    public String channelDropout(ChannelDropout channelDropout) {
        return kind + "(" + channelDropout.p() + ")";
    }

    @Override
    public String embedding(Embedding embedding) {
        return kind + "(" + embedding.count() + ", " + embedding.size() + ")";
    }

    @Override
    public String position(Position position) {
        return kind + "(" + position.length() + ", " + position.size() + ")";
    }

    @Override
    public String recurrence(Recurrence recurrence) {
        String layers = recurrence.layers() == 1 ? "" : ", num_layers = " + recurrence.layers();
        return kind + "(" + recurrence.in() + ", " + recurrence.hidden() + layers
                + (recurrence.bidirectional() ? ", bidirectional)" : ")");
    }

    @Override
    public String finalState(FinalState finalState) {
        return kind;
    }

    @Override
    public String carriedState(CarriedState carriedState) {
        return kind;
    }

    @Override
    public String attention(Attention attention) {
        return attention(attention.heads(), attention.causal(), attention.masked());
    }

    private String attention(int heads, boolean causal, boolean masked) {
        return kind + "(" + heads + (causal ? ", causal" : "") + (masked ? ", masked)" : ")");
    }

    @Override
    public String crossAttention(CrossAttention crossAttention) {
        return attention(crossAttention.heads(), false, crossAttention.masked());
    }

    @Override
    public String encoderLayer(EncoderLayer encoderLayer) {
        return attention(encoderLayer.heads(), false, encoderLayer.masked());
    }

    @Override
    public String dotProductAttention(DotProductAttention dotProductAttention) {
        return attention(dotProductAttention.heads(), dotProductAttention.causal(), dotProductAttention.masked());
    }

    @Override
    public String reshape(Reshape reshape) {
        return kind + "(" + reshape.shape() + ")";
    }

    @Override
    public String transpose(Transpose transpose) {
        return kind + "(" + transpose.first() + ", " + transpose.second() + ")";
    }

    @Override
    public String reduction(Reduction reduction) {
        return kind + "(dim = " + brief(reduction.axes()) + ")";
    }

    /** With the stride where it is not 1, or for a pool not its window. */
    private String windowed(String channels, List<WindowAxis> axes) {
        List<Integer> sizes = axes.stream().map(WindowAxis::size).toList();
        List<Integer> strides = axes.stream().map(WindowAxis::stride).toList();
        List<Integer> usual =
                channels.isEmpty() ? sizes : axes.stream().map(axis -> 1).toList();
        String stride = strides.equals(usual) ? "" : ", stride = " + brief(strides);
        return kind + "(" + channels + brief(sizes) + stride + ")";
    }

    /** One number where all are the same, as the language allows. */
    private static String brief(List<Integer> sizes) {
        return sizes.stream().distinct().count() == 1 ? String.valueOf(sizes.get(0)) : sizes.toString();
    }
}
