package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code maxpool2d(kernel)}, {@code avgpool2d(kernel)} and those of sequences; PyTorch's {@code nn.MaxPool2d} and so on. */
record PoolingRule(String name, int axes, Pooling.Kind kind) implements LayerRule {

    private static final String COUNT_INCLUDE_PAD = "count_include_pad";

    @Override
    public List<Formal> formals() {
        List<Formal> formals = new ArrayList<>(List.of(
                Formal.required(WindowArguments.KERNEL, "the size of its kernel", ArgumentType.SIZES),
                Formal.optional(WindowArguments.STRIDE, "its stride", ArgumentType.SIZES),
                Formal.named(WindowArguments.PADDING, "its padding", ArgumentType.EXTENTS, new ConstantValue.Int(0))));
        if (kind == Pooling.Kind.MEAN) {
            formals.add(Formal.setting(
                    COUNT_INCLUDE_PAD, "whether padding counts", ArgumentType.FLAG, new ConstantValue.Bool(true)));
        }
        return formals;
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
        boolean countPadding = kind == Pooling.Kind.MEAN && site.arguments().flag(COUNT_INCLUDE_PAD);
        return WindowArguments.ofPool(site).map(windows -> {
            Shape output = WindowArguments.output(site.input().size(0), site.input(), windows);
            return new LayerResult(new Pooling(kind, windows, countPadding), output, List.of(), true);
        });
    }
}
