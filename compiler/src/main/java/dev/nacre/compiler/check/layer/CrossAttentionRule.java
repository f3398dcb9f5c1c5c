package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/**
 * {@code cross_attention([embed,] heads, memory = name)} of a sequence with another one; PyTorch's {@code nn.MultiheadAttention}
 * with the same rows for keys and values.
 */
final class CrossAttentionRule implements LayerRule {

    private static final String MEMORY = "memory";
    private static final String FIXED = "uses its parameters for two values of fixed sizes";

    @Override
    public String name() {
        return "cross_attention";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(AttentionRule.EMBED, "the size of a row"),
                Formal.size(AttentionRule.HEADS, "its number of heads"),
                Formal.neededValues(MEMORY, "the value that it looks at, as in `memory = encoded`", "encoded"),
                Formal.setting(
                        AttentionRule.DROPOUT,
                        "the probability of a zero",
                        ArgumentType.PROBABILITY,
                        new ConstantValue.Decimal(0)),
                Formal.setting(
                        AttentionRule.BIAS, "whether it adds biases", ArgumentType.FLAG, new ConstantValue.Bool(true)),
                KeyMask.formal());
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    /** Gradients of a parameter that is used for two values are sums over the rows of both, which a length would part. */
    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.of(FIXED);
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        LayerInput memory = site.named(MEMORY).get(0);
        if (!site.isSequence("[t, e]") || !isSequence(site, memory) || hasLength(site, memory)) {
            return Optional.empty();
        }
        BoundArguments arguments = site.arguments();
        int embed = site.stated(AttentionRule.EMBED, site.input().last(), "input");
        if (!AttentionRule.headsFit(site, embed, memory.shape())
                || !site.isWithinLimits(List.of(3L * embed, embed), "the weight")
                || !site.isWithinLimits(List.of(memory.shape().size(0), 3L * embed), "the memory")
                || !KeyMask.fits(site, memory.shape())) {
            return Optional.empty();
        }
        boolean bias = arguments.flag(AttentionRule.BIAS);
        CrossAttention attention = new CrossAttention(
                arguments.integer(AttentionRule.HEADS),
                arguments.number(AttentionRule.DROPOUT),
                bias,
                memory.shape(),
                KeyMask.isGiven(site));
        return Optional.of(new LayerResult(attention, site.input(), AttentionRule.weights(embed, bias), false));
    }

    /** Whether the memory consists of rows like those that ask; reported when it does not. */
    private static boolean isSequence(LayerSite site, LayerInput memory) {
        boolean isFloat = memory.elements() == ElementType.FLOAT;
        int width = site.input().last();
        boolean fits = isFloat && memory.shape().rank() == 2 && memory.shape().last() == width;
        if (!fits) {
            site.unfit(
                    MEMORY,
                    memory,
                    isFloat ? DiagnosticCode.NN209 : DiagnosticCode.NN258,
                    site.title() + " needs a memory [s," + width
                            + "], whose rows are as long as those of its input, but " + "receives " + memory.type(),
                    Optional.of("a `linear(" + width + ")` at the end of the memory makes its rows as long")
                            .filter(help -> isFloat && memory.shape().rank() == 2));
        }
        return fits;
    }

    private static boolean hasLength(LayerSite site, LayerInput memory) {
        boolean hasLength = memory.shape().hasLength();
        if (hasLength) {
            site.unfit(
                    MEMORY,
                    memory,
                    DiagnosticCode.NN266,
                    site.title() + " " + FIXED + ", but the memory is " + memory.type(),
                    Optional.of("`scaled_dot_product_attention` between `linear` layers takes any lengths"));
        }
        return hasLength;
    }
}
