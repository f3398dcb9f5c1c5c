package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Operation.Activation.Function;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every layer that the language knows. Names match without regard to case and underscores. */
final class LayerCatalogue {

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
            ActivationRule.of("hardswish", Function.HARDSWISH));

    private static final Map<String, LayerRule> BY_NAME = RULES.stream()
            .collect(Collectors.toUnmodifiableMap(rule -> Names.normalized(rule.name()), UnaryOperator.identity()));

    private LayerCatalogue() {}

    static Optional<LayerRule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(Names.normalized(name)));
    }

    /** The canonical names. */
    static List<String> names() {
        return RULES.stream().map(LayerRule::name).toList();
    }

    private static Formal number(String name, ArgumentType type, double defaultValue) {
        return Formal.named(name, "its " + name, type, new Value.Decimal(defaultValue));
    }
}
