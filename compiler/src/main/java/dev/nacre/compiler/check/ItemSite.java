package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
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
record ItemSite(Item.Layer item, String path, Body body, Current current, Map<String, Annotation> annotations) {

    ItemSite {
        annotations = Map.copyOf(annotations);
    }

    FileContext context() {
        return body.context();
    }

    /** The layer without its label: what messages point at. */
    Span place() {
        return LayerText.place(item);
    }

    /** The label, or else the name as written, in backticks. */
    String title() {
        return Wording.quoted(LayerText.title(item));
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
