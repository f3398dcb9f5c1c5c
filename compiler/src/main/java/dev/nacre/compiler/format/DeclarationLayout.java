package dev.nacre.compiler.format;

import java.util.ArrayList;
import java.util.List;

/** What stands at the top level of a file, from its first token to its last. */
final class DeclarationLayout {

    private final TokenLayout tokens;
    private final ExpressionLayout expressions;
    private final BodyLayout bodies;

    DeclarationLayout(TokenLayout tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionLayout(tokens);
        this.bodies = new BodyLayout(tokens, expressions);
    }

    /** A declaration with its annotations, or a {@code package} or {@code import} statement. */
    Doc declaration() {
        List<Doc> parts = new ArrayList<>();
        while (tokens.is("@")) {
            parts.add(expressions.annotation());
            parts.add(Doc.Group.broken(tokens.before(Separator.LINE)));
        }
        parts.add(unannotated());
        return new Doc.Concat(parts);
    }

    private Doc unannotated() {
        return switch (tokens.peek()) {
            case "package" ->
                Doc.concat(tokens.take(), expressions.qualified(tokens.token(Separator.SPACE)), semicolon());
            case "import" -> importDecl();
            case "const" ->
                Doc.concat(tokens.take(), tokens.before(Separator.SPACE), expressions.argument(), semicolon());
            case "block" -> Doc.concat(tokens.take(), tokens.token(Separator.SPACE), expressions.arguments(), body());
            default -> Doc.concat(tokens.take(), tokens.token(Separator.SPACE), signature(), body());
        };
    }

    private Doc semicolon() {
        return tokens.token(Separator.NOTHING);
    }

    private Doc importDecl() {
        List<Doc> parts = new ArrayList<>(List.of(tokens.take()));
        while (!tokens.is(";")) {
            parts.add(tokens.token(Separator.SPACE));
        }
        parts.add(semicolon());
        return new Doc.Concat(parts);
    }

    private Doc body() {
        return Doc.concat(tokens.before(Separator.SPACE), bodies.body());
    }

    /** {@code (inputs) -> outputs}. */
    private Doc signature() {
        if (!tokens.is("(")) {
            return Doc.EMPTY;
        }
        Doc before = tokens.before(Separator.SPACE);
        Doc inputs = tokens.list(this::port);
        if (!tokens.is("->")) {
            return Doc.concat(before, inputs);
        }
        Doc arrow = tokens.token(Separator.SPACE);
        Doc outputs = Doc.concat(tokens.before(Separator.SPACE), tokens.is("(") ? tokens.list(this::port) : type());
        return Doc.concat(before, inputs, arrow, outputs);
    }

    private Doc port() {
        return Doc.concat(tokens.take(), tokens.token(Separator.NOTHING), tokens.before(Separator.SPACE), type());
    }

    /** {@code float}, {@code [3]} or {@code int[3]}. */
    private Doc type() {
        if (tokens.is("[")) {
            return shape();
        }
        Doc elements = tokens.take();
        return tokens.is("[") ? Doc.concat(elements, tokens.before(Separator.NOTHING), shape()) : elements;
    }

    private Doc shape() {
        return tokens.filledList(this::size);
    }

    /** {@code expression} or {@code T <= expression}. */
    private Doc size() {
        if (!tokens.is(1, "<=")) {
            return expressions.expression();
        }
        return Doc.concat(
                tokens.take(), tokens.token(Separator.SPACE), tokens.before(Separator.SPACE), expressions.expression());
    }
}
