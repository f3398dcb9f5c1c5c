package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the items of one chain in their order, and gives each layer its name. */
final class ChainChecker implements Item.Cases<CurrentValue> {

    private final ModelParts model;
    private final Chain chain;
    private final Body body;
    private CurrentValue current;
    private Map<String, Annotation> annotations = Map.of();
    private int index;

    private ChainChecker(ModelParts model, Chain chain, Body body, CurrentValue start) {
        this.model = model;
        this.chain = chain;
        this.body = body;
        this.current = start;
    }

    /** The value at the end of the chain. */
    static CurrentValue check(ModelParts model, Chain chain, Body body, CurrentValue start) {
        ChainChecker checker = new ChainChecker(model, chain, body, start);
        int before = body.context().reporter().count();
        for (Item item : chain.items()) {
            if (model.network().isFull()) {
                return new CurrentValue.Poisoned();
            }
            checker.step(item);
        }
        if (body.context().reporter().count() == before) {
            TapChecker.checkRead(chain, body);
        }
        return model.network().resolved(checker.current);
    }

    private void step(Item item) {
        AnnotationChecker.Place place =
                item instanceof Item.Layer ? AnnotationChecker.Place.ITEM : AnnotationChecker.Place.STEP;
        annotations = new AnnotationChecker(body.context().reporter()).check(item.annotations(), place);
        current = item.match(this);
        new TapChecker(body, model.network()).check(item.taps(), current);
    }

    @Override
    public CurrentValue from(Item.From item) {
        List<CurrentValue.Known> values = new ArrayList<>();
        boolean complete = true;
        for (Identifier name : item.names()) {
            CurrentValue value = model.network().resolved(ValueNames.find(name, body));
            if (value instanceof CurrentValue.Known known) {
                values.add(known);
            } else {
                complete = false;
            }
        }
        if (!complete) {
            return new CurrentValue.Poisoned();
        }
        return values.size() == 1 ? values.get(0) : new CurrentValue.Several(values);
    }

    @Override
    public CurrentValue use(Item.Use item) {
        return new UseChecker(model, body).check(item, model.network().resolved(current));
    }

    @Override
    public CurrentValue layer(Item.Layer item) {
        String path = body.pathOf(item, index, chain);
        index++;
        LocalNames.Labelled labelled = null;
        if (item.label().isPresent()) {
            Identifier label = item.label().get();
            labelled = new LocalNames.Labelled(label, item, path, body);
            define(label, labelled, body);
        }
        ItemSite site = new ItemSite(item, path, body, model.network().resolved(current), annotations);
        CurrentValue result =
                model.network().countItem(site) ? model.layers().check(site) : new CurrentValue.Poisoned();
        if (labelled != null) {
            labelled.complete(result);
        }
        return result;
    }

    /** Gives a label to an item; reports one that is taken or that cannot be one. */
    static void define(Identifier label, LocalNames.Labelled labelled, Body body) {
        Reporter reporter = body.context().reporter();
        body.names()
                .ownLabelled(label.text())
                .ifPresentOrElse(
                        first -> reporter.report(Mistake.of(
                                        DiagnosticCode.NN231,
                                        label.span(),
                                        "the label " + Wording.quoted(label.text()) + " is used twice")
                                .related(first.label().span(), "first here")),
                        () -> {
                            body.names().label(label.text(), labelled);
                            JavaNames.whyNotIdentifier(label.text())
                                    .ifPresent(reason -> reporter.report(
                                            DiagnosticCode.NN234,
                                            label.span(),
                                            Wording.quoted(label.text()) + " cannot be a label: " + reason));
                        });
    }
}
