package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.WindowAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code conv_transpose2d([in,] out, kernel)}; PyTorch's {@code nn.ConvTranspose2d}. */
final class TransposedConvolutionRule implements LayerRule {

    private static final int AXES = 2;
    private static final String OUTPUT_PADDING = "output_padding";

    @Override
    public String name() {
        return "conv_transpose2d";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(ConvolutionRule.IN, "its number of input channels"),
                Formal.size(ConvolutionRule.OUT, "its number of output channels"),
                Formal.required(WindowArguments.KERNEL, "the size of its kernel", ArgumentType.SIZES),
                Formal.named(WindowArguments.STRIDE, "its stride", ArgumentType.SIZES, new ConstantValue.Int(1)),
                Formal.named(WindowArguments.PADDING, "its padding", ArgumentType.EXTENTS, new ConstantValue.Int(0)),
                Formal.named(OUTPUT_PADDING, "its output padding", ArgumentType.EXTENTS, new ConstantValue.Int(0)),
                Formal.named(WindowArguments.DILATION, "its dilation", ArgumentType.SIZES, new ConstantValue.Int(1)),
                Formal.setting(ConvolutionRule.GROUPS, "its groups", ArgumentType.SIZE, new ConstantValue.Int(1)),
                Formal.setting(
                        ConvolutionRule.BIAS,
                        "whether it adds a bias",
                        ArgumentType.FLAG,
                        new ConstantValue.Bool(true)));
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (!Channels.areBefore(site, AXES)) {
            return Optional.empty();
        }
        int in = site.stated(ConvolutionRule.IN, site.input().size(0), "channel");
        if (!ConvolutionRule.groupsFit(site, in)) {
            return Optional.empty();
        }
        Optional<List<Integer>> kernel = site.perAxis(WindowArguments.KERNEL, AXES);
        Optional<List<Integer>> stride = site.perAxis(WindowArguments.STRIDE, AXES);
        Optional<List<Integer>> padding = site.perAxis(WindowArguments.PADDING, AXES);
        Optional<List<Integer>> extra = site.perAxis(OUTPUT_PADDING, AXES);
        Optional<List<Integer>> dilation = site.perAxis(WindowArguments.DILATION, AXES);
        if (kernel.isEmpty() || stride.isEmpty() || padding.isEmpty() || extra.isEmpty() || dilation.isEmpty()) {
            return Optional.empty();
        }
        List<AxisSettings> settings = new ArrayList<>();
        for (int axis = 0; axis < AXES; axis++) {
            settings.add(new AxisSettings(
                    kernel.get().get(axis),
                    stride.get().get(axis),
                    padding.get().get(axis),
                    extra.get().get(axis),
                    dilation.get().get(axis)));
        }
        return isPossible(site, settings)
                ? Optional.of(settings).flatMap(all -> layer(site, in, all))
                : Optional.empty();
    }

    /** What the arguments say of one axis. */
    private record AxisSettings(int kernel, int stride, int padding, int extra, int dilation) {

        /** Elements of the output for {@code length} of the input. */
        long output(int length) {
            return (length - 1L) * stride - 2L * padding + (kernel - 1L) * dilation + extra + 1;
        }

        /** The window with which a convolution reads the output: its last steps do not reach the output padding. */
        WindowAxis window() {
            return new WindowAxis(kernel, stride, dilation, padding, padding - extra);
        }
    }

    private static boolean isPossible(LayerSite site, List<AxisSettings> settings) {
        long out = site.arguments().integer(ConvolutionRule.OUT);
        List<Long> output = new ArrayList<>(List.of(out));
        List<Long> covered = new ArrayList<>(List.of(out));
        for (int axis = 0; axis < AXES; axis++) {
            AxisSettings one = settings.get(axis);
            int most = Math.max(one.stride(), one.dilation());
            long size = one.output(site.input().size(axis + 1));
            if (one.extra() >= most) {
                site.wrong(
                        OUTPUT_PADDING,
                        "`output_padding` must be below `stride` or `dilation`, but is " + one.extra()
                                + ", and these are " + one.stride() + " and " + one.dilation(),
                        Optional.empty());
                return false;
            } else if (size < 1) {
                site.wrong(
                        WindowArguments.PADDING,
                        "with a `padding` of " + one.padding() + " nothing is left of the output of " + site.title(),
                        Optional.empty());
                return false;
            }
            output.add(size);
            covered.add(size + 2L * one.padding() - one.extra());
        }
        return site.isWithinLimits(output, "the output") && site.isWithinLimits(covered, "the padded output");
    }

    private static Optional<LayerResult> layer(LayerSite site, int in, List<AxisSettings> settings) {
        int out = site.arguments().integer(ConvolutionRule.OUT);
        int groups = site.arguments().integer(ConvolutionRule.GROUPS);
        boolean bias = site.arguments().flag(ConvolutionRule.BIAS);
        List<Integer> output = new ArrayList<>(List.of(out));
        List<Integer> weight = new ArrayList<>(List.of(in, out / groups));
        for (int axis = 0; axis < AXES; axis++) {
            output.add(Math.toIntExact(settings.get(axis).output(site.input().size(axis + 1))));
            weight.add(settings.get(axis).kernel());
        }
        if (!site.isWithinLimits(weight, "the weight")) {
            return Optional.empty();
        }
        List<WindowAxis> windows = settings.stream().map(AxisSettings::window).toList();
        return Optional.of(new LayerResult(
                new TransposedConvolution(in, out, windows, groups, bias),
                new Shape(output),
                ConvolutionRule.weights(new Shape(weight), out, bias),
                true));
    }
}
