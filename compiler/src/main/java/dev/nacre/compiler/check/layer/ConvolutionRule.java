package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.check.initializer.FanInOut;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code conv1d} and {@code conv2d([in,] out, kernel)}; PyTorch's {@code nn.Conv1d} and {@code nn.Conv2d}. */
record ConvolutionRule(String name, int axes) implements LayerRule {

    static final String IN = "in";
    static final String OUT = "out";
    static final String GROUPS = "groups";
    static final String BIAS = "bias";

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(IN, "its number of input channels"),
                Formal.size(OUT, "its number of output channels"),
                Formal.required(WindowArguments.KERNEL, "the size of its kernel", ArgumentType.SIZES),
                Formal.named(WindowArguments.STRIDE, "its stride", ArgumentType.SIZES, new ConstantValue.Int(1)),
                Formal.named(WindowArguments.PADDING, "its padding", ArgumentType.PADDING, new ConstantValue.Int(0)),
                Formal.named(WindowArguments.DILATION, "its dilation", ArgumentType.SIZES, new ConstantValue.Int(1)),
                Formal.setting(GROUPS, "its groups", ArgumentType.SIZE, new ConstantValue.Int(1)),
                Formal.setting(BIAS, "whether it adds a bias", ArgumentType.FLAG, new ConstantValue.Bool(true)));
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return WindowArguments.againstLength(site, axes);
    }

    @Override
    public boolean goesAlongLast() {
        return axes == 1;
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (!Channels.areBefore(site, axes)) {
            return Optional.empty();
        }
        int in = site.stated(IN, site.input().size(0), "channel");
        if (!groupsFit(site, in)) {
            return Optional.empty();
        }
        return WindowArguments.ofConvolution(site).flatMap(windows -> convolution(site, in, windows));
    }

    /** Whether the groups divide the output channels, and the input's if these are as stated; reported when they do not. */
    static boolean groupsFit(LayerSite site, int in) {
        int groups = site.arguments().integer(GROUPS);
        int out = site.arguments().integer(OUT);
        boolean inFits = in % groups == 0 || in != site.input().size(0);
        if (inFits && out % groups == 0) {
            return true;
        }
        site.wrong(
                GROUPS,
                "`groups` must divide the channels, but there are "
                        + (inFits ? out + " output" : in + " input") + " channels for "
                        + Wording.count(groups, "group"),
                Optional.empty());
        return false;
    }

    private static Optional<LayerResult> convolution(LayerSite site, int in, List<WindowAxis> windows) {
        int out = site.arguments().integer(OUT);
        int groups = site.arguments().integer(GROUPS);
        boolean bias = site.arguments().flag(BIAS);
        Shape output = WindowArguments.output(out, site.input(), windows);
        List<Integer> weight = new ArrayList<>(List.of(out, in / groups));
        windows.forEach(window -> weight.add(window.size()));
        if (!site.isWithinLimits(output, "the output") || !site.isWithinLimits(weight, "the weight")) {
            return Optional.empty();
        }
        return Optional.of(new LayerResult(
                new Convolution(in, out, windows, groups, bias), output, weights(new Shape(weight), out, bias), true));
    }

    /** A kernel [.., inputs, k…], and a bias if there is one, drawn as PyTorch does from the inputs that its second axis counts. */
    static List<LayerResult.Weight> weights(Shape kernel, int out, boolean bias) {
        Initialization initialization =
                new Initialization.Uniform(1 / Math.sqrt(FanInOut.of(kernel).in()));
        List<LayerResult.Weight> weights = new ArrayList<>();
        weights.add(new LayerResult.Weight("weight", kernel, initialization));
        if (bias) {
            weights.add(new LayerResult.Weight(BIAS, Shape.of(out), initialization));
        }
        return weights;
    }
}
