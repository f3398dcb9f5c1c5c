package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.layer.LayerRule;
import dev.nacre.compiler.check.layer.LayerSite;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer, block or combinator where it is used.
 *
 * @param path what the names of its parameters start with
 * @param body the body that it stands in
 * @param current what it is applied to
 * @param annotations those before it that belong there, by name
 */
record ItemSite(Item.Layer item, String path, Body body, CurrentValue current, Map<String, Annotation> annotations) {

    ItemSite {
        annotations = Map.copyOf(annotations);
    }

    FileContext context() {
        return body.context();
    }

    /** The layer without its label: what messages point at. */
    Span place() {
        return item.place();
    }

    /** The label, or else the name as written, in backticks. */
    String title() {
        return Wording.quoted(item.title());
    }

    /** The name as written, in backticks. */
    String name() {
        return Wording.quoted(item.name().text());
    }

    /** Whether an annotation keeps its parameters out of training. */
    boolean isFrozen() {
        return annotations.containsKey(AnnotationChecker.FROZEN);
    }

    void report(Mistake mistake) {
        context().reporter().report(mistake);
    }

    void report(DiagnosticCode code, String message) {
        report(Mistake.of(code, place(), message));
    }

    /** The layer that it is, with these arguments, on a known value. */
    LayerSite layer(BoundArguments arguments, CurrentValue.Known input) {
        return layer(arguments, List.of(input), Map.of());
    }

    /** The same for a layer that takes several values, and some that its arguments name. */
    LayerSite layer(
            BoundArguments arguments,
            List<CurrentValue.Known> inputs,
            Map<String, List<CurrentValue.Known>> namedInputs) {
        return new LayerSite(item, arguments, inputs, Map.copyOf(namedInputs), this::report);
    }

    /** The mistake that it takes one value and stands where there are several. */
    void reportSeveral(CurrentValue.Several several) {
        report(Mistake.of(
                        DiagnosticCode.NN252,
                        place(),
                        title() + " takes one value, but there are "
                                + several.values().size() + " here")
                .help("join them with `sum`, `mul`, `mean` or `concat`, or write `from` and the name of one of them"));
    }

    /** The mistake that it takes several values and stands where there are more or fewer. */
    void reportCount(int actual, LayerRule rule) {
        List<String> names = rule.values();
        String from = "`from (" + String.join(", ", names) + ")`";
        report(Mistake.of(
                        DiagnosticCode.NN252,
                        place(),
                        title() + " takes " + names.size() + " values, but there "
                                + (actual == 1 ? "is one here" : "are " + actual + " here"))
                .help("write " + from + " before it, with the names of its values in this order"));
    }

    /** A body inside of the item, for parameters whose names start with {@code innerPath}. */
    Body inner(String innerPath) {
        return contained(body.inner(innerPath, isFrozen()));
    }

    /** The body of a block that the item uses. */
    Body ofBlock(FileContext block) {
        return contained(body.ofBlock(block, path, isFrozen()));
    }

    private Body contained(Body inner) {
        item.label()
                .flatMap(label -> body.names().ownLabelled(label.text()))
                .filter(labelled -> labelled.item().span().equals(item.span()))
                .ifPresent(labelled -> labelled.contains(inner.names()));
        return inner;
    }

    /** The annotation of that name, if it stands before the item. */
    Optional<Annotation> annotation(String name) {
        return Optional.ofNullable(annotations.get(name));
    }
}
