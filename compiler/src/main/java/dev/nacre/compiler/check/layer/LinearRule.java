package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code linear([in,] out, bias = true)} on the last dimension; PyTorch's {@code nn.Linear}. */
final class LinearRule implements LayerRule {

    private static final String IN = "in";
    private static final String OUT = "out";
    private static final String BIAS = "bias";

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(IN, "its number of inputs"),
                Formal.size(OUT, "its number of outputs"),
                Formal.setting(BIAS, "whether it adds a bias", ArgumentType.FLAG, new ConstantValue.Bool(true)));
    }

    @Override
    public Optional<Shape> statedInput(BoundArguments arguments) {
        return arguments.optionalInteger(IN).map(Shape::of);
    }

    @Override
    public Optional<String> statingInput() {
        return Optional.of("linear(inputs, outputs)");
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        Shape input = site.input();
        if (input.rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        return linear(site, site.stated(IN, input.last(), "input"));
    }

    private static Optional<LayerResult> linear(LayerSite site, int in) {
        BoundArguments arguments = site.arguments();
        Operation.Linear linear = new Operation.Linear(in, arguments.integer(OUT), arguments.flag(BIAS));
        Shape output = linear.output(site.input());
        if (!site.isWithinLimits(output, "the output") || !site.isWithinLimits(linear.weight(), "the weight")) {
            return Optional.empty();
        }
        return Optional.of(new LayerResult(linear, output, weights(linear.weight(), linear.bias()), true));
    }

    /** A weight [out, in] and a bias if there is one, drawn as PyTorch does. */
    static List<LayerResult.Weight> weights(Shape weight, boolean bias) {
        Initialization initialization = new Initialization.Uniform(1 / Math.sqrt(weight.last()));
        List<LayerResult.Weight> weights = new ArrayList<>();
        weights.add(new LayerResult.Weight("weight", weight, initialization));
        if (bias) {
            weights.add(new LayerResult.Weight(BIAS, Shape.of(weight.size(0)), initialization));
        }
        return weights;
    }
}
