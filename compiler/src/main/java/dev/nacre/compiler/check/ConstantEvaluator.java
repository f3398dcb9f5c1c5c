package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** Finds the value of an expression. An empty result means that a mistake in it has been reported. */
final class ConstantEvaluator implements Expr.Cases<Optional<ConstantValue>> {

    private final Scope scope;
    private final Reporter reporter;
    private final Arithmetic arithmetic;

    ConstantEvaluator(Scope scope, Reporter reporter) {
        this.scope = scope;
        this.reporter = reporter;
        this.arithmetic = new Arithmetic(reporter);
    }

    Optional<ConstantValue> evaluate(Expr expr) {
        return expr.match(this);
    }

    /** Whether a declaration of the file has the name. */
    boolean knows(String name) {
        return scope.knows(name);
    }

    @Override
    public Optional<ConstantValue> integer(Expr.Int expr) {
        try {
            return Optional.of(
                    new ConstantValue.Int(Long.parseLong(expr.digits().replace("_", ""))));
        } catch (NumberFormatException e) {
            reporter.report(
                    DiagnosticCode.NN223,
                    expr.span(),
                    Wording.quoted(expr.digits()) + " does not fit an integer of 64 bits");
            return Optional.empty();
        }
    }

    @Override
    public Optional<ConstantValue> decimal(Expr.Decimal expr) {
        double value = Double.parseDouble(expr.digits());
        if (Double.isInfinite(value)) {
            reporter.report(
                    DiagnosticCode.NN223,
                    expr.span(),
                    Wording.quoted(expr.digits()) + " does not fit a float of 64 bits");
            return Optional.empty();
        }
        return Optional.of(new ConstantValue.Decimal(value));
    }

    @Override
    public Optional<ConstantValue> bool(Expr.Bool expr) {
        return Optional.of(new ConstantValue.Bool(expr.value()));
    }

    @Override
    public Optional<ConstantValue> none(Expr.None expr) {
        return Optional.of(new ConstantValue.None());
    }

    @Override
    public Optional<ConstantValue> text(Expr.Text expr) {
        return Optional.of(new ConstantValue.Text(expr.value()));
    }

    @Override
    public Optional<ConstantValue> reference(Expr.Reference expr) {
        return scope.resolve(expr);
    }

    @Override
    public Optional<ConstantValue> list(Expr.ListOf expr) {
        List<Optional<ConstantValue>> elements =
                expr.elements().stream().map(this::evaluate).toList();
        return elements.stream().allMatch(Optional::isPresent)
                ? Optional.of(new ConstantValue.ListOf(
                        elements.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    @Override
    public Optional<ConstantValue> names(Expr.NameList expr) {
        String text = expr.span().text();
        reporter.report(Mistake.of(DiagnosticCode.NN123, expr.span(), "a list goes between `[` and `]`")
                .help("write "
                        + Wording.quoted(
                                "[" + text.substring(1, text.length() - 1).strip() + "]")));
        return Optional.empty();
    }

    @Override
    public Optional<ConstantValue> negation(Expr.Negation expr) {
        return evaluate(expr.operand()).flatMap(operand -> arithmetic.negated(expr, operand));
    }

    @Override
    public Optional<ConstantValue> binary(Expr.Binary expr) {
        Optional<ConstantValue> left = evaluate(expr.left());
        Optional<ConstantValue> right = evaluate(expr.right());
        return left.flatMap(a -> right.flatMap(b -> arithmetic.combined(expr, a, b)));
    }
}
