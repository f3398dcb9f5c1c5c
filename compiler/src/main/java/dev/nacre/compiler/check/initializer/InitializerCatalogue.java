package dev.nacre.compiler.check.initializer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every initialiser that {@code @init} knows, with the arguments, defaults and formulas of {@code torch.nn.init}. */
public final class InitializerCatalogue {

    private static final String LOW = InitializerRule.LOW;
    private static final String HIGH = InitializerRule.HIGH;
    private static final String VALUE = "val";
    private static final String MEAN = "mean";
    private static final String STD = "std";
    private static final String GAIN = "gain";
    private static final String SLOPE = "a";
    private static final String MODE = "mode";
    private static final String FAN_OUT = "fan_out";
    private static final String NONLINEARITY = "nonlinearity";

    private static final List<InitializerRule> RULES = List.of(
            anyRank("zeros", List.of(), (arguments, shape) -> new Initialization.Constant(0)),
            anyRank("ones", List.of(), (arguments, shape) -> new Initialization.Constant(1)),
            anyRank(
                    "constant",
                    List.of(Formal.required(VALUE, "a value", ArgumentType.NUMBER)),
                    (arguments, shape) -> new Initialization.Constant(arguments.number(VALUE))),
            anyRank("uniform", List.of(number(LOW, 0), number(HIGH, 1)), InitializerCatalogue::uniform),
            anyRank("normal", List.of(number(MEAN, 0), notNegative(STD)), InitializerCatalogue::normal),
            anyRank(
                    "trunc_normal",
                    List.of(
                            number(MEAN, 0),
                            positional(STD, ArgumentType.POSITIVE, 1),
                            number(LOW, -2),
                            number(HIGH, 2)),
                    InitializerCatalogue::truncatedNormal),
            ofMatrices("xavier_uniform", List.of(notNegative(GAIN)), (arguments, shape) -> {
                return new Initialization.Uniform(Math.sqrt(3) * xavier(arguments, shape));
            }),
            ofMatrices("xavier_normal", List.of(notNegative(GAIN)), (arguments, shape) -> {
                return new Initialization.Normal(0, xavier(arguments, shape));
            }),
            ofMatrices("kaiming_uniform", kaiming(), (arguments, shape) -> {
                return new Initialization.Uniform(Math.sqrt(3) * kaiming(arguments, shape));
            }),
            ofMatrices("kaiming_normal", kaiming(), (arguments, shape) -> {
                return new Initialization.Normal(0, kaiming(arguments, shape));
            }),
            ofMatrices("orthogonal", List.of(number(GAIN, 1)), (arguments, shape) -> {
                return new Initialization.Orthogonal(arguments.number(GAIN));
            }));

    private static final Map<String, InitializerRule> BY_NAME =
            RULES.stream().collect(Collectors.toUnmodifiableMap(InitializerRule::name, UnaryOperator.identity()));

    private InitializerCatalogue() {}

    public static Optional<InitializerRule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static List<String> names() {
        return RULES.stream().map(InitializerRule::name).toList();
    }

    /** Those that suit a parameter with so many axes. */
    public static List<String> namesFor(int rank) {
        return RULES.stream()
                .filter(rule -> rule.leastRank() <= rank)
                .map(InitializerRule::name)
                .toList();
    }

    private static InitializerRule anyRank(String name, List<Formal> formals, InitializerRule.Resolution resolution) {
        return new InitializerRule(name, formals, 0, resolution);
    }

    private static InitializerRule ofMatrices(
            String name, List<Formal> formals, InitializerRule.Resolution resolution) {
        return new InitializerRule(name, formals, FanInOut.LEAST_RANK, resolution);
    }

    private static Formal number(String name, double defaultValue) {
        return positional(name, ArgumentType.NUMBER, defaultValue);
    }

    private static Formal notNegative(String name) {
        return positional(name, ArgumentType.NOT_NEGATIVE, 1);
    }

    private static Formal positional(String name, ArgumentType type, double defaultValue) {
        return Formal.positional(name, "its " + name, type, new ConstantValue.Decimal(defaultValue));
    }

    private static List<Formal> kaiming() {
        return List.of(
                number(SLOPE, 0),
                Formal.positional(
                        MODE, "what to count", ArgumentType.oneOf("fan_in", FAN_OUT), new ConstantValue.Text("fan_in")),
                Formal.positional(
                        NONLINEARITY,
                        "the function behind the layer",
                        ArgumentType.oneOf(NonlinearityGain.functions()),
                        new ConstantValue.Text("leaky_relu")));
    }

    private static Initialization uniform(BoundArguments arguments, Shape shape) {
        return new Initialization.Uniform(arguments.number(LOW), arguments.number(HIGH));
    }

    private static Initialization normal(BoundArguments arguments, Shape shape) {
        return new Initialization.Normal(arguments.number(MEAN), arguments.number(STD));
    }

    private static Initialization truncatedNormal(BoundArguments arguments, Shape shape) {
        return new Initialization.TruncatedNormal(
                arguments.number(MEAN), arguments.number(STD), arguments.number(LOW), arguments.number(HIGH));
    }

    /** The deviation of Glorot and Bengio, 2010: gain · √(2 / (fan_in + fan_out)). */
    private static double xavier(BoundArguments arguments, Shape shape) {
        FanInOut fans = FanInOut.of(shape);
        return arguments.number(GAIN) * Math.sqrt(2 / ((double) fans.in() + fans.out()));
    }

    /** The deviation of He and others, 2015: gain / √fan. */
    private static double kaiming(BoundArguments arguments, Shape shape) {
        FanInOut fans = FanInOut.of(shape);
        boolean out = arguments.text(MODE).filter(FAN_OUT::equals).isPresent();
        String function = arguments.text(NONLINEARITY).orElseThrow();
        return NonlinearityGain.of(function, arguments.number(SLOPE)) / Math.sqrt(out ? fans.out() : fans.in());
    }
}
