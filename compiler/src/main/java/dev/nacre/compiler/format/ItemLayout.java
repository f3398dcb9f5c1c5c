package dev.nacre.compiler.format;

import java.util.ArrayList;
import java.util.List;

/** One item of a chain: annotations, label, layer and tap. */
final class ItemLayout {

    private final TokenLayout tokens;
    private final ExpressionLayout expressions;
    private final BodyLayout bodies;

    ItemLayout(TokenLayout tokens, ExpressionLayout expressions, BodyLayout bodies) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.bodies = bodies;
    }

    /** An item from its first token on. */
    Doc item() {
        Doc head = head();
        Doc branches = tokens.is("<") ? Doc.concat(tokens.before(Separator.SPACE), bodies.body()) : Doc.EMPTY;
        Doc tap = tokens.is("->")
                ? Doc.concat(tokens.token(Separator.SPACE), tokens.before(Separator.SPACE), names())
                : Doc.EMPTY;
        return Doc.concat(head, branches, tap);
    }

    /** Annotations stand before their item, or if the author or the width of the line wants it, on lines above. */
    private Doc head() {
        List<Doc> parts = new ArrayList<>();
        boolean isBroken = false;
        while (tokens.is("@")) {
            parts.add(expressions.annotation());
            isBroken |= tokens.gap().hasLineEnd();
            parts.add(tokens.before(Separator.LINE));
        }
        parts.add(unannotated());
        Doc head = new Doc.Concat(parts);
        return isBroken ? Doc.Group.broken(head) : new Doc.Group(head);
    }

    private Doc unannotated() {
        if (tokens.is("from")) {
            return Doc.concat(tokens.take(), tokens.before(Separator.SPACE), names());
        } else if (!tokens.is(1, ":")) {
            return unlabelled();
        }
        return Doc.concat(tokens.take(), tokens.token(Separator.NOTHING), tokens.before(Separator.SPACE), unlabelled());
    }

    private Doc unlabelled() {
        if (tokens.is("use")) {
            return Doc.concat(tokens.take(), tokens.before(Separator.SPACE), expressions.qualified(tokens.take()));
        }
        return Doc.concat(expressions.qualified(tokens.take()), expressions.arguments());
    }

    /** {@code a} or {@code (a, b)}. */
    private Doc names() {
        return tokens.is("(") ? tokens.list(tokens::take) : tokens.take();
    }
}
