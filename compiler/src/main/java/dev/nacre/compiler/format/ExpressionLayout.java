package dev.nacre.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names, expressions and arguments. What the parser knows of precedence does not matter here: parentheses are kept. */
final class ExpressionLayout {

    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/", "%");

    private final TokenLayout tokens;

    ExpressionLayout(TokenLayout tokens) {
        this.tokens = tokens;
    }

    /** The rest of {@code a.b.c} behind its first token. */
    Doc qualified(Doc first) {
        List<Doc> parts = new ArrayList<>(List.of(first));
        while (tokens.is(".")) {
            parts.add(tokens.token(Separator.NOTHING));
            parts.add(tokens.token(Separator.NOTHING));
        }
        return new Doc.Concat(parts);
    }

    /** {@code @name(arguments)}. */
    Doc annotation() {
        Doc sign = tokens.take();
        return Doc.concat(sign, qualified(tokens.token(Separator.NOTHING)), arguments());
    }

    /** {@code (a, b = c)} right behind what came before, or nothing. */
    Doc arguments() {
        return tokens.is("(") ? Doc.concat(tokens.before(Separator.NOTHING), tokens.list(this::argument)) : Doc.EMPTY;
    }

    /** {@code expression} or {@code name = expression}, as arguments and parameters are. */
    Doc argument() {
        if (!tokens.is(1, "=")) {
            return expression();
        }
        return Doc.concat(tokens.take(), tokens.token(Separator.SPACE), tokens.before(Separator.SPACE), expression());
    }

    Doc expression() {
        List<Doc> parts = new ArrayList<>(List.of(operand()));
        List<Doc> separators = new ArrayList<>();
        while (OPERATORS.contains(tokens.peek())) {
            separators.add(tokens.separator(Separator.LINE));
            parts.add(Doc.concat(tokens.leading(), tokens.take(), tokens.before(Separator.SPACE), operand()));
        }
        return parts.size() == 1 ? parts.get(0) : new Doc.Nest(new Doc.Fill(parts, separators));
    }

    private Doc operand() {
        List<Doc> parts = new ArrayList<>();
        while (tokens.is("-")) {
            parts.add(tokens.take());
            parts.add(tokens.before(Separator.NOTHING));
        }
        parts.add(primary());
        return new Doc.Concat(parts);
    }

    private Doc primary() {
        if (tokens.is("(")) {
            return tokens.list(this::expression);
        } else if (tokens.is("[")) {
            return tokens.filledList(this::expression);
        }
        return Doc.concat(qualified(tokens.take()), arguments());
    }
}
