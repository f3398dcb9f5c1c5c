package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.DotProductAttention;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code scaled_dot_product_attention(heads)} of queries, keys and values that were made before; PyTorch's function of that
 * name, applied to each head's part of a row.
 */
final class DotProductAttentionRule implements LayerRule {

    private static final String HEADS = "heads";
    private static final String CAUSAL = "causal";
    private static final int QUERY = 0;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private static final List<String> AXES = List.of("a query [t, d]", "a key [s, d]", "a value [s, e]");

    @Override
    public String name() {
        return "scaled_dot_product_attention";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.size(HEADS, "its number of heads"),
                Formal.setting(
                        CAUSAL,
                        "whether a row sees the keys up to its own place alone",
                        ArgumentType.FLAG,
                        new ConstantValue.Bool(false)),
                KeyMask.formal());
    }

    @Override
    public List<String> values() {
        return List.of("query", "key", "value");
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        boolean areSequences =
                IntStream.range(0, AXES.size()).allMatch(i -> site.at(i).hasAxes(AXES.get(i), 2, Optional.empty()));
        if (!areSequences) {
            return Optional.empty();
        }
        Shape query = site.at(QUERY).input();
        Shape key = site.at(KEY).input();
        Shape value = site.at(VALUE).input();
        if (key.last() != query.last()) {
            site.misfit(QUERY, KEY, "compare the query", "the key", "their rows must be equally long");
            return Optional.empty();
        } else if (!value.select(List.of(0)).equals(key.select(List.of(0)))) {
            site.misfit(KEY, VALUE, "pair the key", "the value", "they must have equally many rows");
            return Optional.empty();
        }
        int heads = site.arguments().integer(HEADS);
        Shape output = query.select(List.of(0)).and(value.last());
        boolean fits = divides(heads, site.at(QUERY))
                && divides(heads, site.at(VALUE))
                && site.isWithinLimits(AttentionRule.scores(query, key, heads), "the scores")
                && site.isWithinLimits(output, "the output")
                && KeyMask.fits(site, key);
        DotProductAttention operation =
                new DotProductAttention(heads, key, site.arguments().flag(CAUSAL), KeyMask.isGiven(site));
        return Optional.of(new LayerResult(operation, output, List.of(), true)).filter(result -> fits);
    }

    /** Whether each head gets the same share of a row; reported when not. */
    private static boolean divides(int heads, LayerSite site) {
        int width = site.input().last();
        if (width % heads != 0) {
            site.wrong(
                    HEADS,
                    "`heads` must divide the size of a row, but there are " + Wording.count(heads, "head") + " for "
                            + site.input(),
                    Optional.empty());
        }
        return width % heads == 0;
    }
}
