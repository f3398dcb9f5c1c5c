package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks {@code use label}: finds the item, and applies it again with the parameters that it has. */
final class UseChecker {

    private final ModelParts model;
    private final Body body;

    UseChecker(ModelParts model, Body body) {
        this.model = model;
        this.body = body;
    }

    /** The value after the item. */
    CurrentValue check(Item.Use item, CurrentValue current) {
        Optional<LocalNames.Labelled> target = find(item);
        item.label().ifPresent(label -> target.ifPresent(found -> ChainChecker.define(label, found, body)));
        return target.map(found -> apply(item, found, current)).orElseGet(CurrentValue.Poisoned::new);
    }

    private CurrentValue apply(Item.Use item, LocalNames.Labelled target, CurrentValue current) {
        UseChain use = new UseChain(
                Optional.empty(),
                item.span(),
                "uses it again here",
                body.context().reporter().uses());
        Body again = target.body().again(body, use);
        ItemSite site = new ItemSite(target.item(), target.path(), again, current, Map.of());
        if (!model.network().countItem(site)) {
            return new CurrentValue.Poisoned();
        }
        return model.wrongUses().once(site, item.span(), target, Map.of(), () -> model.network()
                .group(Group.Role.USE, target.path(), "use", item.span(), () -> model.layers()
                        .check(site)));
    }

    private Optional<LocalNames.Labelled> find(Item.Use item) {
        List<Identifier> parts = item.target().parts();
        Optional<LocalNames.Labelled> found = body.names().labelled(parts.get(0).text());
        if (found.isEmpty()) {
            unknown(parts.get(0), "", body.names());
        }
        for (int i = 1; i < parts.size() && found.isPresent(); i++) {
            found = inside(found.get(), parts.get(i));
        }
        if (found.isPresent() && !found.get().isComplete()) {
            report(Mistake.of(
                            DiagnosticCode.NN253,
                            item.target().span(),
                            Wording.quoted(item.target().text()) + " cannot be used inside of itself")
                    .related(found.get().label().span(), "its body goes on to this place"));
            return Optional.empty();
        }
        return found;
    }

    private Optional<LocalNames.Labelled> inside(LocalNames.Labelled outer, Identifier part) {
        String where = " in " + Wording.quoted(outer.label().text());
        if (outer.isPassedOver()) {
            return Optional.empty();
        } else if (outer.inner().isEmpty()) {
            report(Mistake.of(
                            DiagnosticCode.NN253,
                            part.span(),
                            "there is no label " + Wording.quoted(part.text()) + where)
                    .related(
                            outer.label().span(),
                            outer.item().branches().isEmpty()
                                    ? "a layer without a body"
                                    : "its copies or branches are applied together"));
            return Optional.empty();
        }
        Optional<LocalNames.Labelled> found = outer.inner().get().ownLabelled(part.text());
        if (found.isEmpty()) {
            unknown(part, where, outer.inner().get());
        }
        return found;
    }

    private void unknown(Identifier label, String where, LocalNames names) {
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN253, label.span(), "there is no label " + Wording.quoted(label.text()) + where);
        if (body.context().reporter().isShown(mistake)) {
            mistake = where.isEmpty() ? help(mistake, label.text()) : near(mistake, label.text(), names);
        }
        report(mistake);
    }

    private static Mistake near(Mistake mistake, String label, LocalNames names) {
        return mistake.help(NearestName.hint(label, names.labelNames()));
    }

    private Mistake help(Mistake mistake, String label) {
        LocalNames names = body.names();
        Optional<String> inside = names.labelNames().stream()
                .filter(outer -> names.labelled(outer)
                        .flatMap(LocalNames.Labelled::inner)
                        .flatMap(inner -> inner.ownLabelled(label))
                        .isPresent())
                .findFirst();
        var elsewhere = names.labelElsewhere(label);
        if (names.value(label).isPresent()) {
            return mistake.help("it is the name of a value; write `from " + label + "` to go on from it");
        } else if (inside.isPresent()) {
            return mistake.help(KnownNames.meant(inside.get() + "." + label));
        } else if (elsewhere.isPresent()) {
            return mistake.related(elsewhere.get().span(), "given in a body that has ended")
                    .help("in the body of a labelled block, `chain` or `residual` it can be used with a dot, as in"
                            + " `use part." + label + "`; in copies and branches it cannot");
        } else if (KnownNames.isLayer(label, body.context())) {
            return mistake.help("it is a layer; give one a label, as in `a: " + label + "`, and write `use a`");
        }
        Mistake hinted = near(mistake, label, names);
        return hinted.diagnostic().help().isPresent()
                ? hinted
                : mistake.help("a label is given with `" + Wording.brief(label)
                        + ": ` to an item before this one, in the same body or one around it");
    }

    private void report(Mistake mistake) {
        body.context().reporter().report(mistake);
    }
}
