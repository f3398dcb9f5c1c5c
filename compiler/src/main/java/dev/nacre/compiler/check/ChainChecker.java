package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.HashMap;
import java.util.Map;

/** Checks the items of one chain in their order, and gives each layer its name. */
final class ChainChecker implements Item.Cases<Current> {

    private final FileContext context;
    private final AnnotationChecker annotations;
    private final LayerChecker layers;
    private final Map<String, Identifier> labels = new HashMap<>();
    private Current current;
    private int index;

    private ChainChecker(FileContext context, AnnotationChecker annotations, LayerChecker layers, Current start) {
        this.context = context;
        this.annotations = annotations;
        this.layers = layers;
        this.current = start;
    }

    /** The value at the end of the chain. */
    static Current check(
            Chain chain, Current start, FileContext context, AnnotationChecker annotations, LayerChecker layers) {
        ChainChecker checker = new ChainChecker(context, annotations, layers, start);
        chain.items().forEach(checker::step);
        return checker.current;
    }

    private void step(Item item) {
        annotations.check(item.annotations(), AnnotationChecker.Place.ITEM);
        current = item.match(this);
        if (!item.taps().isEmpty()) {
            NotAvailable.report(
                    context.reporter(),
                    item.taps()
                            .get(0)
                            .span()
                            .to(item.taps().get(item.taps().size() - 1).span()),
                    "taps are",
                    "leave out the `->` and the name; the last value is the output");
        }
    }

    @Override
    public Current from(Item.From item) {
        NotAvailable.report(
                context.reporter(), item.span(), "`from` is", "write one chain, each item applied to the one before");
        return new Current.Poisoned();
    }

    @Override
    public Current use(Item.Use item) {
        NotAvailable.report(context.reporter(), item.span(), "`use` is", "repeat the layer, with its own parameters");
        return new Current.Poisoned();
    }

    @Override
    public Current layer(Item.Layer item) {
        item.label().ifPresent(this::checkLabel);
        String path = item.label().map(Identifier::text).orElse(String.valueOf(index));
        index++;
        return layers.check(item, path, current);
    }

    private void checkLabel(Identifier label) {
        Identifier first = labels.putIfAbsent(label.text(), label);
        if (first != null) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN231,
                                    label.span(),
                                    "the label " + Wording.quoted(label.text()) + " is used twice")
                            .related(first.span(), "first here"));
            return;
        }
        JavaNames.whyNotIdentifier(label.text()).ifPresent(reason -> context.reporter()
                .report(
                        DiagnosticCode.NN234,
                        label.span(),
                        Wording.quoted(label.text()) + " cannot be a label: " + reason));
    }
}
