package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.Optional;

/** Formulas of a length in the shapes of outputs, {@code (T + 1) / 2}: as long as layers have made it. */
final class LengthFormulas {

    private static final String OTHER = "in a formula a length is added to, multiplied with or divided by numbers";

    private final FileContext context;
    private final LengthDeclarations lengths;

    LengthFormulas(FileContext context, LengthDeclarations lengths) {
        this.context = context;
        this.lengths = lengths;
    }

    /** The length that an expression names, if it is nothing but a name. */
    Optional<String> name(Expr expr) {
        return expr instanceof Expr.Reference reference && !reference.hasArguments()
                ? Optional.of(reference.name().text()).filter(lengths::knows)
                : Optional.empty();
    }

    /** Whether a length stands in an expression. */
    boolean mentions(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            return mentions(binary.left()) || mentions(binary.right());
        } else if (expr instanceof Expr.Negation negation) {
            return mentions(negation.operand());
        }
        return name(expr).isPresent();
    }

    /** The length that an expression with a length amounts to; empty when there is a mistake in it, which is reported. */
    Optional<Length> length(Expr expr) {
        Optional<Length> length;
        try {
            length = evaluate(expr);
        } catch (ArithmeticException overflow) {
            report(expr.span(), "the numbers of this formula are too large");
            return Optional.empty();
        }
        Optional<Length> possible = length.filter(
                found -> found.places(found.most()) >= 1 && found.places(found.most()) <= Shape.MAX_ELEMENTS);
        if (length.isPresent() && possible.isEmpty()) {
            long most = length.get().places(length.get().most());
            report(
                    expr.span(),
                    Wording.quoted(Wording.brief(expr.span().text())) + " is at most " + ShapeLimits.grouped(most)
                            + ", which is no size");
        }
        return possible;
    }

    private Optional<Length> evaluate(Expr expr) {
        Optional<String> name = name(expr);
        if (name.isPresent()) {
            return lengths.find(name.get());
        } else if (expr instanceof Expr.Binary binary && mentions(binary.left()) != mentions(binary.right())) {
            boolean first = mentions(binary.left());
            Optional<Length> length = evaluate(first ? binary.left() : binary.right());
            return length.flatMap(of -> number(binary.operator(), first ? binary.right() : binary.left())
                    .flatMap(number -> combined(binary, of, number, first)));
        }
        report(expr.span(), OTHER);
        return Optional.empty();
    }

    private Optional<Integer> number(char operator, Expr expr) {
        boolean isTerm = operator == '+' || operator == '-';
        return context.binder()
                .checked("a number of the formula", isTerm ? ArgumentType.EXTENT : ArgumentType.SIZE, expr)
                .map(value -> (int) ((ConstantValue.Int) value).value());
    }

    private Optional<Length> combined(Expr.Binary expr, Length length, int number, boolean first) {
        char operator = expr.operator();
        if (operator == '+') {
            return Optional.of(length.plus(number));
        } else if (operator == '-' && first) {
            return Optional.of(length.plus(-number));
        } else if (operator == '*') {
            return Optional.of(length.times(number));
        } else if (operator == '/' && first) {
            return Optional.of(length.dividedBy(number));
        }
        report(expr.span(), OTHER);
        return Optional.empty();
    }

    private void report(Span span, String message) {
        context.reporter()
                .report(Mistake.of(DiagnosticCode.NN265, span, message).help("such as `(T + 1) / 2`, rounded down"));
    }
}
