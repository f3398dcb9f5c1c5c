package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.source.Span;
import dev.nacre.grammar.NnParser.AnnotationContext;
import dev.nacre.grammar.NnParser.ChainContext;
import dev.nacre.grammar.NnParser.FromItemContext;
import dev.nacre.grammar.NnParser.ItemContext;
import dev.nacre.grammar.NnParser.LayerContext;
import dev.nacre.grammar.NnParser.NameContext;
import dev.nacre.grammar.NnParser.UseItemContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chains and what stands in them: ANTLR's tree turned into ours. */
final class ItemBuilder {

    private final Spans spans;
    private final ExprBuilder exprs;

    ItemBuilder(Spans spans, ExprBuilder exprs) {
        this.spans = spans;
        this.exprs = exprs;
    }

    Chain chain(ChainContext chain) {
        List<Item> items = chain.item().stream().map(this::item).toList();
        Span span = items.isEmpty() ? spans.before(chain) : spans.of(chain);
        return new Chain(items, span);
    }

    List<Annotation> annotations(List<AnnotationContext> annotations) {
        return annotations.stream()
                .map(a -> new Annotation(spans.name(a.qname()), exprs.arguments(a.args()), spans.of(a)))
                .toList();
    }

    private Item item(ItemContext item) {
        List<Annotation> annotations = annotations(item.annotation());
        List<Identifier> taps =
                item.tap() == null ? List.of() : spans.names(item.tap().ID());
        if (item.fromItem() != null) {
            return from(item.fromItem(), annotations, taps);
        } else if (item.useItem() != null) {
            return use(item.useItem(), annotations, taps);
        }
        return layer(item.layer(), annotations, taps);
    }

    private Item from(FromItemContext item, List<Annotation> annotations, List<Identifier> taps) {
        return new Item.From(annotations, spans.names(item.ID()), taps, spans.of(item));
    }

    private Item use(UseItemContext item, List<Annotation> annotations, List<Identifier> taps) {
        return new Item.Use(annotations, label(item.name()), spans.name(item.qname()), taps, spans.of(item));
    }

    private Item layer(LayerContext item, List<Annotation> annotations, List<Identifier> taps) {
        List<Chain> branches = item.branches() == null
                ? List.of()
                : item.branches().chain().stream().map(this::chain).toList();
        return new Item.Layer(
                annotations,
                label(item.name()),
                spans.name(item.qname()),
                item.args() != null,
                exprs.arguments(item.args()),
                branches,
                taps,
                spans.of(item));
    }

    private Optional<Identifier> label(@Nullable NameContext name) {
        return Optional.ofNullable(name).map(label -> spans.name(label.getStart()));
    }
}
