package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.Optional;

/** One use of a layer: what its rule may look at, and where its mistakes go. */
record LayerSite(ItemSite site, BoundArguments arguments, Current.Known current) {

    Item.Layer item() {
        return site.item();
    }

    /** The shape of what it is applied to. */
    Shape input() {
        return current.shape();
    }

    /** The mistake with the way that the input's shape took. */
    private void explain(DiagnosticCode code, String message, Optional<String> help) {
        Mistake mistake = Mistake.of(code, site.place(), message);
        site.report(current.trace().explain(mistake, LayerText.title(item())).help(help));
    }

    /** The label, or else the name as written, in backticks. */
    String title() {
        return site.title();
    }

    /** Reports that the input does not fit, with the way that its shape took. */
    void mismatch(String message, Optional<String> help) {
        explain(DiagnosticCode.NN203, message, help);
    }

    /** Reports that the input has too few dimensions. */
    void tooFewDimensions(int least) {
        explain(
                DiagnosticCode.NN207,
                title() + " needs an input of at least " + Wording.count(least, "dimension") + ", but receives "
                        + input(),
                Optional.empty());
    }

    /** Whether the shape is within the limits; reported when it is not. */
    boolean isWithinLimits(Shape shape, String what) {
        Optional<String> problem = ShapeLimits.problem(shape.sizes());
        problem.ifPresent(
                text -> explain(DiagnosticCode.NN206, what + " of " + title() + " " + text, Optional.empty()));
        return problem.isEmpty();
    }

    /** The axis that an argument names, counted from the first; empty and reported when the input has no such axis. */
    Optional<Integer> axis(String argument) {
        int dim = arguments.integer(argument);
        int rank = input().rank();
        if (-rank <= dim && dim < rank) {
            return Optional.of(Math.floorMod(dim, rank));
        }
        Span span = arguments
                .writtenAs(argument)
                .map(written -> written.value().span())
                .orElse(site.place());
        site.report(Mistake.of(
                DiagnosticCode.NN216,
                span,
                Wording.quoted(argument) + " must be from " + -rank + " to " + (rank - 1) + " for the input " + input()
                        + ", but is " + dim));
        return Optional.empty();
    }
}
