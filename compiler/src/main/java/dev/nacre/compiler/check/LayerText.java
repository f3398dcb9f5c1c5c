package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** How messages call a layer of a model, and what they point at. */
final class LayerText {

    private LayerText() {}

    /** The label, or else the layer's name as written. */
    static String title(Item.Layer item) {
        return item.label().map(Identifier::text).orElseGet(() -> item.name().text());
    }

    /** The layer without its label. */
    static Span place(Item.Layer item) {
        return item.name().span().to(item.span());
    }

    /** The mistake that an item which takes one value stands where there are several. */
    static Mistake oneValue(ItemSite site, Current.Several several) {
        return Mistake.of(
                        DiagnosticCode.NN252,
                        site.place(),
                        site.title() + " takes one value, but there are "
                                + several.values().size() + " here")
                .help("join them with `sum`, `mul`, `mean` or `concat`, or write `from` and the name of one of them");
    }
}
