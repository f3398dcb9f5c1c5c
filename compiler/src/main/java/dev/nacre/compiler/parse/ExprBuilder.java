package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.grammar.NnBaseVisitor;
import dev.nacre.grammar.NnParser.ArgsContext;
import dev.nacre.grammar.NnParser.BinaryContext;
import dev.nacre.grammar.NnParser.BoolContext;
import dev.nacre.grammar.NnParser.DecimalContext;
import dev.nacre.grammar.NnParser.ExprContext;
import dev.nacre.grammar.NnParser.GroupContext;
import dev.nacre.grammar.NnParser.IntegerContext;
import dev.nacre.grammar.NnParser.ListOfContext;
import dev.nacre.grammar.NnParser.NameListContext;
import dev.nacre.grammar.NnParser.NegationContext;
import dev.nacre.grammar.NnParser.NoneContext;
import dev.nacre.grammar.NnParser.ReferenceContext;
import dev.nacre.grammar.NnParser.TextContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Expressions and arguments: ANTLR's tree turned into ours. */
final class ExprBuilder extends NnBaseVisitor<Expr> {

    private final Spans spans;

    ExprBuilder(Spans spans) {
        this.spans = spans;
    }

    Expr expr(ExprContext expr) {
        return expr.accept(this);
    }

    List<Expr> exprs(List<ExprContext> exprs) {
        return exprs.stream().map(this::expr).toList();
    }

    /** The arguments between parentheses; none when there are no parentheses. */
    List<Argument> arguments(@Nullable ArgsContext args) {
        if (args == null) {
            return List.of();
        }
        return args.arg().stream()
                .map(arg ->
                        new Argument(Optional.ofNullable(arg.ID()).map(spans::name), expr(arg.expr()), spans.of(arg)))
                .toList();
    }

    Expr.Text text(Token token) {
        return new Expr.Text(StringLiteral.value(token.getText()), spans.of(token));
    }

    @Override
    public Expr visitInteger(IntegerContext expr) {
        return new Expr.Int(expr.getText(), spans.of(expr));
    }

    @Override
    public Expr visitDecimal(DecimalContext expr) {
        return new Expr.Decimal(expr.getText(), spans.of(expr));
    }

    @Override
    public Expr visitBool(BoolContext expr) {
        return new Expr.Bool(expr.getText().equals("true"), spans.of(expr));
    }

    @Override
    public Expr visitNone(NoneContext expr) {
        return new Expr.None(spans.of(expr));
    }

    @Override
    public Expr visitText(TextContext expr) {
        return text(expr.getStart());
    }

    @Override
    public Expr visitReference(ReferenceContext expr) {
        return new Expr.Reference(
                spans.name(expr.qname()), expr.args() != null, arguments(expr.args()), spans.of(expr));
    }

    @Override
    public Expr visitListOf(ListOfContext expr) {
        return new Expr.ListOf(exprs(expr.expr()), spans.of(expr));
    }

    @Override
    public Expr visitNameList(NameListContext expr) {
        return new Expr.NameList(spans.names(expr.ID()), spans.of(expr));
    }

    @Override
    public Expr visitGroup(GroupContext expr) {
        return expr(expr.expr());
    }

    @Override
    public Expr visitNegation(NegationContext expr) {
        return new Expr.Negation(expr(expr.expr()), spans.of(expr));
    }

    @Override
    public Expr visitBinary(BinaryContext expr) {
        return new Expr.Binary(expr(expr.left), expr.op.getText().charAt(0), expr(expr.right), spans.of(expr));
    }
}
