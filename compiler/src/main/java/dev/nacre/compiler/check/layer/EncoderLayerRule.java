package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.model.Operation.Activation.Function;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code transformer_encoder_layer([d,] heads)}; PyTorch's {@code nn.TransformerEncoderLayer} with {@code batch_first}. */
final class EncoderLayerRule implements LayerRule {

    private static final String SIZE = "d";
    private static final String FEEDFORWARD = "dim_feedforward";
    private static final String ACTIVATION = "activation";
    private static final String NORM_FIRST = "norm_first";
    private static final String EPS = "layer_norm_eps";

    @Override
    public String name() {
        return "transformer_encoder_layer";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(SIZE, "the size of a row"),
                Formal.size(AttentionRule.HEADS, "its number of heads"),
                Formal.named(
                        FEEDFORWARD, "the size of its hidden layer", ArgumentType.SIZE, new ConstantValue.Int(2048)),
                Formal.setting(
                        AttentionRule.DROPOUT,
                        "the probability of a zero",
                        ArgumentType.PROBABILITY,
                        new ConstantValue.Decimal(0.1)),
                Formal.setting(
                        ACTIVATION,
                        "its activation",
                        ArgumentType.oneOf("relu", "gelu"),
                        new ConstantValue.Text("relu")),
                Formal.setting(
                        NORM_FIRST,
                        "whether its parts begin with a norm",
                        ArgumentType.FLAG,
                        new ConstantValue.Bool(false)),
                Formal.setting(
                        EPS,
                        "the eps of its norms",
                        ArgumentType.NOT_NEGATIVE,
                        new ConstantValue.Decimal(LayerNormRule.EPS)),
                KeyMask.formal());
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (!site.isSequence("[t, d]")) {
            return Optional.empty();
        }
        BoundArguments arguments = site.arguments();
        int size = site.stated(SIZE, site.input().last(), "input");
        int feedforward = arguments.integer(FEEDFORWARD);
        if (!AttentionRule.headsFit(site, size, site.input())
                || !site.isWithinLimits(List.of(3L * size, size), "the weight")
                || !site.isWithinLimits(List.of(feedforward, size), "the weight")
                || !site.isWithinLimits(site.input().with(1, feedforward), "the hidden layer")
                || !KeyMask.fits(site, site.input())) {
            return Optional.empty();
        }
        boolean gelu = arguments.text(ACTIVATION).filter("gelu"::equals).isPresent();
        EncoderLayer layer = new EncoderLayer(
                arguments.integer(AttentionRule.HEADS),
                feedforward,
                arguments.number(AttentionRule.DROPOUT),
                new Activation(gelu ? Function.GELU : Function.RELU, 0),
                arguments.flag(NORM_FIRST),
                arguments.number(EPS),
                KeyMask.isGiven(site));
        return Optional.of(new LayerResult(layer, site.input(), weights(size, feedforward), false));
    }

    private static List<LayerResult.Weight> weights(int size, int feedforward) {
        List<LayerResult.Weight> weights = new ArrayList<>();
        addWithin("self_attn", AttentionRule.weights(size, true), weights);
        addWithin("linear1", linear(size, feedforward), weights);
        addWithin("linear2", linear(feedforward, size), weights);
        addWithin("norm1", Affine.weights(true, size), weights);
        addWithin("norm2", Affine.weights(true, size), weights);
        return weights;
    }

    private static List<LayerResult.Weight> linear(int in, int out) {
        return LinearRule.weights(Shape.of(out, in), true);
    }

    private static void addWithin(String part, List<LayerResult.Weight> inner, List<LayerResult.Weight> weights) {
        inner.forEach(weight -> weights.add(
                new LayerResult.Weight(part + "." + weight.name(), weight.shape(), weight.initialization())));
    }
}
