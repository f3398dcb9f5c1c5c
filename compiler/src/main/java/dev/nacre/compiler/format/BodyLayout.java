package dev.nacre.compiler.format;

import java.util.ArrayList;
import java.util.List;

/** A body or branches: {@code < items | items >}, on one line if it fits there and the author has no line end in it. */
final class BodyLayout {

    private final TokenLayout tokens;
    private final ItemLayout items;

    BodyLayout(TokenLayout tokens, ExpressionLayout expressions) {
        this.tokens = tokens;
        this.items = new ItemLayout(tokens, expressions, this);
    }

    /** From {@code <} to {@code >}. */
    Doc body() {
        if (tokens.isEmptyBody()) {
            return Doc.concat(tokens.take(), Doc.text(" "), tokens.take());
        }
        List<Doc> parts = new ArrayList<>(List.of(tokens.take()));
        boolean isBroken = chain(Separator.BODY, parts);
        while (tokens.is("|")) {
            parts.add(Doc.LINE);
            parts.add(tokens.take());
            isBroken |= chain(Separator.INDENTED_SPACE, parts);
        }
        parts.add(Doc.LINE);
        parts.add(tokens.take());
        Doc content = new Doc.Concat(parts);
        return isBroken ? Doc.Group.broken(content) : new Doc.Group(content);
    }

    /** Adds the items up to the end of a body or branch; says whether the author has a line end between them. */
    private boolean chain(Separator first, List<Doc> parts) {
        boolean isBroken = tokens.gap().hasLineEnd();
        List<Doc> inside = new ArrayList<>();
        if (!atEnd()) {
            inside.add(tokens.separator(first));
            List<Doc> separators = new ArrayList<>();
            List<Doc> chain = new ArrayList<>();
            isBroken |= items(chain, separators);
            isBroken |= tokens.gap().hasLineEnd();
            inside.add(new Doc.Fill(chain, separators));
        }
        inside.add(tokens.closing(true));
        parts.add(new Doc.Nest(new Doc.Concat(inside)));
        return isBroken;
    }

    private boolean items(List<Doc> chain, List<Doc> separators) {
        boolean isBroken = false;
        while (true) {
            Doc item = Doc.concat(tokens.leading(), items.item());
            if (atEnd()) {
                chain.add(item);
                return isBroken;
            }
            boolean endsLine = tokens.gap().hasLineEnd();
            chain.add(Doc.concat(item, tokens.token(Separator.NOTHING)));
            endsLine |= tokens.gap().hasLineEnd();
            separators.add(tokens.separator(endsLine ? Separator.LINE_END : Separator.LINE));
            isBroken |= endsLine;
        }
    }

    private boolean atEnd() {
        return tokens.is(">") || tokens.is("|");
    }
}
