package dev.nacre.compiler.parse;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.ImportDecl;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.grammar.NnLexer;
import dev.nacre.grammar.NnParser.BlockDeclContext;
import dev.nacre.grammar.NnParser.ConstDeclContext;
import dev.nacre.grammar.NnParser.FileContext;
import dev.nacre.grammar.NnParser.ImportDeclContext;
import dev.nacre.grammar.NnParser.ModelDeclContext;
import dev.nacre.grammar.NnParser.OutputsContext;
import dev.nacre.grammar.NnParser.ParamContext;
import dev.nacre.grammar.NnParser.PortContext;
import dev.nacre.grammar.NnParser.SignatureContext;
import dev.nacre.grammar.NnParser.SizeContext;
import dev.nacre.grammar.NnParser.TopLevelContext;
import dev.nacre.grammar.NnParser.TypeContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** A file and its declarations: ANTLR's tree turned into ours. */
final class UnitBuilder {

    private final CommonTokenStream tokens;
    private final Spans spans;
    private final ExprBuilder exprs;
    private final ItemBuilder items;

    /** {@code tokens} hold the comments, which the tree does not. */
    UnitBuilder(Spans spans, CommonTokenStream tokens) {
        this.tokens = tokens;
        this.spans = spans;
        this.exprs = new ExprBuilder(spans);
        this.items = new ItemBuilder(spans, exprs);
    }

    SourceUnit unit(FileContext file) {
        return new SourceUnit(
                spans.file(),
                Optional.ofNullable(file.packageDecl()).map(decl -> spans.name(decl.qname())),
                file.importDecl().stream().map(this::importDecl).toList(),
                file.topLevel().stream().map(this::declaration).toList());
    }

    private ImportDecl importDecl(ImportDeclContext decl) {
        return new ImportDecl(
                exprs.text(decl.STRING().getSymbol()),
                Optional.ofNullable(decl.ID()).map(spans::name),
                spans.of(decl));
    }

    private Declaration declaration(TopLevelContext decl) {
        List<Annotation> annotations = items.annotations(decl.annotation());
        Optional<String> doc = docBefore(decl.getStart());
        if (decl.constDecl() != null) {
            return constant(decl.constDecl(), annotations, doc);
        } else if (decl.blockDecl() != null) {
            return block(decl.blockDecl(), annotations, doc);
        }
        return model(decl.modelDecl(), annotations, doc);
    }

    /** The last comment before {@code first}, when that is a documentation comment. */
    private Optional<String> docBefore(Token first) {
        @Nullable List<Token> hidden = tokens.getHiddenTokensToLeft(first.getTokenIndex());
        if (hidden == null) {
            return Optional.empty();
        }
        return hidden.stream()
                .filter(token -> token.getType() == NnLexer.COMMENT)
                .map(Token::getText)
                .reduce((before, last) -> last)
                .filter(DocComment::is)
                .map(DocComment::text);
    }

    private Declaration constant(ConstDeclContext decl, List<Annotation> annotations, Optional<String> doc) {
        return new Declaration.Const(annotations, spans.name(decl.ID()), exprs.expr(decl.expr()), doc, spans.of(decl));
    }

    private Declaration block(BlockDeclContext decl, List<Annotation> annotations, Optional<String> doc) {
        return new Declaration.Block(
                annotations,
                spans.name(decl.ID()),
                decl.param().stream().map(this::param).toList(),
                items.chain(decl.body().chain()),
                doc,
                spans.of(decl));
    }

    private Declaration.Param param(ParamContext param) {
        return new Declaration.Param(
                spans.name(param.ID()), Optional.ofNullable(param.expr()).map(exprs::expr), spans.of(param));
    }

    private Declaration model(ModelDeclContext decl, List<Annotation> annotations, Optional<String> doc) {
        return new Declaration.Model(
                annotations,
                spans.name(decl.ID()),
                Optional.ofNullable(decl.signature()).map(this::signature),
                items.chain(decl.body().chain()),
                doc,
                spans.of(decl));
    }

    private Signature signature(SignatureContext signature) {
        return new Signature(
                signature.port().stream().map(this::port).toList(), outputs(signature.outputs()), spans.of(signature));
    }

    private List<Signature.Port> outputs(@Nullable OutputsContext outputs) {
        if (outputs == null) {
            return List.of();
        } else if (outputs.type() == null) {
            return outputs.port().stream().map(this::port).toList();
        }
        return List.of(new Signature.Port(Optional.empty(), type(outputs.type()), spans.of(outputs)));
    }

    private Signature.Port port(PortContext port) {
        return new Signature.Port(Optional.of(spans.name(port.ID())), type(port.type()), spans.of(port));
    }

    private Signature.Type type(TypeContext type) {
        return new Signature.Type(
                Optional.ofNullable(type.dtype()).map(dtype -> spans.name(dtype.getStart())),
                Optional.ofNullable(type.shape())
                        .map(shape -> shape.size().stream().map(this::size).toList()),
                spans.of(type));
    }

    private Signature.Size size(SizeContext size) {
        return new Signature.Size(
                Optional.ofNullable(size.ID()).map(spans::name), exprs.expr(size.expr()), spans.of(size));
    }
}
