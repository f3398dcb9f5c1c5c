package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import dev.nacre.grammar.NnParser.QnameContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Where ANTLR's tokens and rules stand in a file, and the names that they spell. */
record Spans(SourceFile file) {

    Span of(Token token) {
        return file.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    Span of(ParserRuleContext rule) {
        return of(rule.getStart()).to(of(rule.getStop()));
    }

    /** The empty place just before {@code rule}, for a rule that matched nothing. */
    Span before(ParserRuleContext rule) {
        int start = rule.getStart().getStartIndex();
        return file.span(start, start);
    }

    Identifier name(TerminalNode node) {
        return name(node.getSymbol());
    }

    List<Identifier> names(List<TerminalNode> nodes) {
        return nodes.stream().map(this::name).toList();
    }

    Identifier name(Token token) {
        return new Identifier(token.getText(), of(token));
    }

    QualifiedName name(QnameContext name) {
        return new QualifiedName(
                name.name().stream().map(part -> name(part.getStart())).toList(), of(name));
    }
}
