package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation.Activation.Function;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Reduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every layer that the language knows. Names match without regard to case and underscores. */
public final class LayerCatalogue {

    private static final List<LayerRule> RULES = List.of(
            new LinearRule(),
            new FlattenRule(),
            new DropoutRule(),
            new SoftmaxRule("softmax", false),
            new SoftmaxRule("log_softmax", true),
            new PreluRule(),
            new GeluRule(),
            ActivationRule.of("relu", Function.RELU),
            ActivationRule.of("leaky_relu", Function.LEAKY_RELU, number("negative_slope", ArgumentType.NUMBER, 0.01)),
            ActivationRule.of("elu", Function.ELU, number("alpha", ArgumentType.NUMBER, 1)),
            ActivationRule.of("selu", Function.SELU),
            ActivationRule.of("silu", Function.SILU),
            ActivationRule.of("mish", Function.MISH),
            ActivationRule.of("sigmoid", Function.SIGMOID),
            ActivationRule.of("tanh", Function.TANH),
            ActivationRule.of("softplus", Function.SOFTPLUS, number("beta", ArgumentType.DIVISOR, 1)),
            ActivationRule.of("softsign", Function.SOFTSIGN),
            ActivationRule.of("logsigmoid", Function.LOGSIGMOID),
            ActivationRule.of("hardtanh", Function.HARDTANH),
            ActivationRule.of("relu6", Function.RELU6),
            ActivationRule.of("hardsigmoid", Function.HARDSIGMOID),
            ActivationRule.of("hardswish", Function.HARDSWISH),
            new ConvolutionRule("conv1d", 1),
            new ConvolutionRule("conv2d", 2),
            new TransposedConvolutionRule(),
            new PoolingRule("maxpool1d", 1, Pooling.Kind.MAX),
            new PoolingRule("maxpool2d", 2, Pooling.Kind.MAX),
            new PoolingRule("avgpool1d", 1, Pooling.Kind.MEAN),
            new PoolingRule("avgpool2d", 2, Pooling.Kind.MEAN),
            new AdaptivePoolingRule("adaptive_avgpool1d", 1),
            new AdaptivePoolingRule("adaptive_avgpool2d", 2),
            new GlobalPoolingRule("global_avgpool1d", 1, Pooling.Kind.MEAN),
            new GlobalPoolingRule("global_avgpool2d", 2, Pooling.Kind.MEAN),
            new GlobalPoolingRule("global_maxpool1d", 1, Pooling.Kind.MAX),
            new GlobalPoolingRule("global_maxpool2d", 2, Pooling.Kind.MAX),
            new UpsamplingRule(),
            new BatchNormRule("batchnorm1d", 1),
            new BatchNormRule("batchnorm2d", 2),
            new LayerNormRule(),
            new RmsNormRule(),
            new GroupNormRule(),
            new ChannelDropoutRule(),
            new EmbeddingRule(),
            new PositionRule(),
            new RecurrenceRule("rnn"),
            new RecurrenceRule("lstm"),
            new RecurrenceRule("gru"),
            new LastRule(),
            new AttentionRule(),
            new CrossAttentionRule(),
            new EncoderLayerRule(),
            new DotProductAttentionRule(),
            new ReshapeRule(),
            new TransposeRule(),
            new ReductionRule("mean", Reduction.Kind.MEAN),
            new ReductionRule("sum", Reduction.Kind.SUM),
            new ReductionRule("max", Reduction.Kind.MAX));

    private static final Map<String, LayerRule> BY_NAME = RULES.stream()
            .collect(Collectors.toUnmodifiableMap(rule -> Names.normalized(rule.name()), UnaryOperator.identity()));

    private LayerCatalogue() {}

    public static Optional<LayerRule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(Names.normalized(name)));
    }

    /** The canonical names. */
    public static List<String> names() {
        return RULES.stream().map(LayerRule::name).toList();
    }

    private static Formal number(String name, ArgumentType type, double defaultValue) {
        return Formal.setting(name, "its " + name, type, new ConstantValue.Decimal(defaultValue));
    }
}
