package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.SyntaxToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lays out one token after the other, each with the comments before it, so that none of them is lost or changes places. */
final class TokenLayout {

    private final GappedTokens tokens;
    private int at;

    TokenLayout(GappedTokens tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return tokens.tokens().get(at).kind() == SyntaxToken.Kind.END;
    }

    /** Whether the next token is {@code text}; a string is none, as it has its quotes. */
    boolean is(String text) {
        return is(0, text);
    }

    boolean is(int ahead, String text) {
        return tokens.tokens()
                .get(Math.min(at + ahead, tokens.tokens().size() - 1))
                .text()
                .equals(text);
    }

    /** Whether the last token was {@code text}. */
    boolean isBehind(String text) {
        return at > 0 && tokens.tokens().get(at - 1).text().equals(text);
    }

    /** Whether the next two tokens are an opening angle and a closing one, and no comment is between them. */
    boolean isEmptyBody() {
        return is(1, ">") && tokens.gaps().get(at + 1).comments().isEmpty();
    }

    String peek() {
        return tokens.tokens().get(at).text();
    }

    /** What is between the last token and the next. */
    Gap gap() {
        return tokens.gaps().get(at);
    }

    /** The next token without what is before it. */
    Doc take() {
        return Doc.text(tokens.tokens().get(at++).text());
    }

    /** The next token behind {@code separator}. */
    Doc token(Separator separator) {
        return Doc.concat(before(separator), take());
    }

    /** All that stands before the next token. */
    Doc before(Separator separator) {
        boolean isTight = separator.equals(Separator.NOTHING)
                && !gap().endsLine()
                && !gap().leading().isEmpty();
        return Doc.concat(separator(separator), isTight ? Doc.text(" ") : Doc.EMPTY, leading());
    }

    /** What separates the next token, and the comments on its line, from the last one. */
    Doc separator(Separator separator) {
        Gap gap = gap();
        List<Doc> parts = new ArrayList<>();
        if (!gap.trailing().isEmpty()) {
            parts.add(Doc.Remark.endingLine(Comments.row(gap.trailing())));
        }
        boolean isSpaced = separator.equals(Separator.LINE_END) && gap.blanks().get(0);
        boolean endsLine = isSpaced || gap.endsLine();
        parts.add(endsLine ? separator.afterComment(isSpaced) : separator.usual());
        for (int i = 0; i < gap.rows().size(); i++) {
            parts.add(Comments.row(gap.rows().get(i)));
            parts.add(separator.afterComment(gap.blanks().get(i + 1)));
        }
        return new Doc.Concat(parts);
    }

    /** The comments on the line of the next token. */
    Doc leading() {
        List<SyntaxToken> leading = gap().leading();
        if (leading.isEmpty()) {
            return Doc.EMPTY;
        }
        boolean isTight = is(",") || is(";") || atEnd();
        return Doc.concat(Comments.row(leading), Doc.text(isTight ? "" : " "));
    }

    /**
     * The comments before the next token, which closes a bracket; they belong to what is in the bracket.
     *
     * @param keepsLineEnd whether a comment that begins a line keeps doing so even if no line needs to end
     */
    Doc closing(boolean keepsLineEnd) {
        Gap gap = gap();
        List<Doc> parts = new ArrayList<>();
        if (!gap.trailing().isEmpty()) {
            parts.add(Doc.Remark.endingLine(Comments.row(gap.trailing())));
        }
        for (int i = 0; i < gap.rows().size(); i++) {
            parts.add(new Doc.HardLine(keepsLineEnd && gap.blanks().get(i)));
            parts.add(Comments.row(gap.rows().get(i)));
        }
        if (!gap.leading().isEmpty()) {
            boolean beginsLine = gap.endsLine() || (keepsLineEnd && gap.hasLineEnd());
            boolean blank = keepsLineEnd && gap.blanks().get(gap.rows().size());
            Doc comments = Comments.row(gap.leading());
            parts.add(
                    beginsLine ? Doc.concat(new Doc.HardLine(blank), comments) : Doc.Remark.endingBrokenLine(comments));
        }
        return new Doc.Concat(parts);
    }

    /** What stands between brackets, with commas: on one line, or each element on its own. */
    Doc list(Supplier<Doc> element) {
        Doc open = take();
        List<Doc> inside = new ArrayList<>();
        while (!isCloser()) {
            inside.add(before(inside.isEmpty() ? Separator.SOFT_LINE : Separator.LINE));
            inside.add(element.get());
            if (is(",")) {
                inside.add(token(Separator.NOTHING));
            }
        }
        inside.add(closing(false));
        return new Doc.Group(Doc.concat(open, new Doc.Nest(new Doc.Concat(inside)), Doc.SOFT_LINE, take()));
    }

    /** What stands between brackets, with commas: on as few lines as it fits on. */
    Doc filledList(Supplier<Doc> element) {
        Doc open = take();
        Doc first = isCloser() ? Doc.EMPTY : separator(Separator.SOFT_LINE);
        List<Doc> parts = new ArrayList<>();
        List<Doc> separators = new ArrayList<>();
        while (!isCloser()) {
            if (!parts.isEmpty()) {
                separators.add(separator(Separator.LINE));
            }
            Doc part = Doc.concat(leading(), element.get());
            parts.add(is(",") ? Doc.concat(part, token(Separator.NOTHING)) : part);
        }
        Doc inside = Doc.concat(first, new Doc.Fill(parts, separators), closing(false));
        return new Doc.Group(Doc.concat(open, new Doc.Nest(inside), Doc.SOFT_LINE, take()));
    }

    private boolean isCloser() {
        return is(")") || is("]");
    }
}
