package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code multihead_attention([embed,] heads)} of a sequence with itself; PyTorch's {@code nn.MultiheadAttention}. */
final class AttentionRule implements LayerRule {

    static final String HEADS = "heads";
    static final String DROPOUT = "dropout";
    static final String EMBED = "embed";
    static final String BIAS = "bias";
    private static final String CAUSAL = "causal";

    @Override
    public String name() {
        return "multihead_attention";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(EMBED, "the size of a row"),
                Formal.size(HEADS, "its number of heads"),
                Formal.setting(
                        DROPOUT, "the probability of a zero", ArgumentType.PROBABILITY, new ConstantValue.Decimal(0)),
                Formal.setting(BIAS, "whether it adds biases", ArgumentType.FLAG, new ConstantValue.Bool(true)),
                Formal.setting(
                        CAUSAL,
                        "whether a row sees earlier ones alone",
                        ArgumentType.FLAG,
                        new ConstantValue.Bool(false)),
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
        if (!site.isSequence("[t, e]")) {
            return Optional.empty();
        }
        BoundArguments arguments = site.arguments();
        int embed = site.stated(EMBED, site.input().last(), "input");
        if (!headsFit(site, embed, site.input())
                || !site.isWithinLimits(List.of(3L * embed, embed), "the weight")
                || !KeyMask.fits(site, site.input())) {
            return Optional.empty();
        }
        boolean bias = arguments.flag(BIAS);
        Attention attention = new Attention(
                arguments.integer(HEADS),
                arguments.number(DROPOUT),
                bias,
                arguments.flag(CAUSAL),
                KeyMask.isGiven(site));
        return Optional.of(new LayerResult(attention, site.input(), weights(embed, bias), false));
    }

    /**
     * Whether each head gets the same share of a row; reported when not, as are scores beyond the limits.
     *
     * @param keys the shape of what is looked at
     */
    static boolean headsFit(LayerSite site, int embed, Shape keys) {
        int heads = site.arguments().integer(HEADS);
        if (embed == site.input().last() && embed % heads != 0) {
            site.wrong(
                    HEADS,
                    "`heads` must divide the size of a row, but there are " + Wording.count(heads, "head") + " for "
                            + Wording.count(embed, "input"),
                    Optional.empty());
            return false;
        }
        return site.isWithinLimits(scores(site.input(), keys, heads), "the scores");
    }

    /** How well each row's query fits each row's key, for each head. */
    static Shape scores(Shape queries, Shape keys, int heads) {
        Map<Integer, Length> lengths = new HashMap<>();
        queries.length(0).ifPresent(length -> lengths.put(0, length));
        keys.length(0).ifPresent(length -> lengths.put(1, length));
        return new Shape(List.of(queries.size(0), keys.size(0), heads), lengths);
    }

    /** PyTorch's parameters of attention, and their first values. */
    static List<LayerResult.Weight> weights(int embed, boolean bias) {
        List<LayerResult.Weight> weights = new ArrayList<>();
        Shape projections = Shape.of(3 * embed, embed);
        double bound = Math.sqrt(6.0 / (4.0 * embed));
        weights.add(new LayerResult.Weight("in_proj_weight", projections, new Initialization.Uniform(bound)));
        if (bias) {
            weights.add(new LayerResult.Weight("in_proj_bias", Shape.of(3 * embed), new Initialization.Constant(0)));
        }
        weights.add(new LayerResult.Weight(
                "out_proj.weight", Shape.of(embed, embed), new Initialization.Uniform(1 / Math.sqrt(embed))));
        if (bias) {
            weights.add(new LayerResult.Weight("out_proj.bias", Shape.of(embed), new Initialization.Constant(0)));
        }
        return weights;
    }
}
