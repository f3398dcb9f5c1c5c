package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.Optional;

/** One use of a layer: what its rule may look at, and where its mistakes go. */
record LayerSite(Item.Layer item, BoundArguments arguments, Shape input, ShapeTrace trace, Reporter reporter) {

    /** The label, or else the name as written, in backticks. */
    String title() {
        return Wording.quoted(LayerText.title(item));
    }

    /** Reports that the input does not fit, with the way that its shape took. */
    void mismatch(String message, Optional<String> help) {
        reporter.report(
                trace.explain(Mistake.of(DiagnosticCode.NN203, LayerText.place(item), message), LayerText.title(item))
                        .help(help));
    }

    /** Reports that the input has too few dimensions. */
    void tooFewDimensions(int least) {
        reporter.report(trace.explain(
                Mistake.of(
                        DiagnosticCode.NN207,
                        LayerText.place(item),
                        title() + " needs an input of at least " + Wording.count(least, "dimension") + ", but receives "
                                + input),
                LayerText.title(item)));
    }

    /** Whether the shape is within the limits; reported when it is not. */
    boolean isWithinLimits(Shape shape, String what) {
        Optional<String> problem = ShapeLimits.problem(shape.sizes());
        problem.ifPresent(text -> reporter.report(trace.explain(
                Mistake.of(DiagnosticCode.NN206, LayerText.place(item), what + " of " + title() + " " + text),
                LayerText.title(item))));
        return problem.isEmpty();
    }

    /** The axis that an argument names, counted from the first; empty and reported when the input has no such axis. */
    Optional<Integer> axis(String argument) {
        int dim = arguments.integer(argument);
        int rank = input.rank();
        if (-rank <= dim && dim < rank) {
            return Optional.of(Math.floorMod(dim, rank));
        }
        Span span = arguments
                .writtenAs(argument)
                .map(written -> written.value().span())
                .orElse(LayerText.place(item));
        reporter.report(Mistake.of(
                DiagnosticCode.NN216,
                span,
                Wording.quoted(argument) + " must be from " + -rank + " to " + (rank - 1) + " for the input " + input
                        + ", but is " + dim));
        return Optional.empty();
    }
}
