package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.parse.TokenTree.Leaf;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From lexemes to groups by brackets. A bracket that is missing or wrong is one mistake, reported here and repaired where
 * the rest of the file makes most sense, so that everything inside and outside of it can be checked on its own.
 */
final class Grouping {

    private final List<Lexeme> lexemes;
    private final Findings findings;
    private final Lookahead lookahead;
    private final List<Open> open = new ArrayList<>();
    private final List<TokenTree> roots = new ArrayList<>();

    /** Whether a const is being read, in which {@code <} opens no body. */
    private boolean isInConst;

    /** An open bracket, what has been read after it, and the bracket inside it that its closer looks meant for. */
    private static final class Open {
        final Lexeme opener;
        final List<TokenTree> children = new ArrayList<>();

        @Nullable
        Lexeme suspect;

        Open(Lexeme opener) {
            this.opener = opener;
        }

        boolean is(String bracket) {
            return opener.text().equals(bracket);
        }

        String closer() {
            return Bracket.closer(opener.text());
        }
    }

    private Grouping(List<Lexeme> lexemes, Findings findings) {
        this.lexemes = lexemes;
        this.findings = findings;
        this.lookahead = new Lookahead(lexemes);
    }

    static List<TokenTree> group(List<Lexeme> lexemes, Findings findings) {
        Grouping grouping = new Grouping(lexemes, findings);
        for (int i = 0; i < lexemes.size(); i++) {
            grouping.add(i);
            if (grouping.open.size() > Complexity.DEEPEST) {
                findings.add(Complexity.tooDeep(lexemes.get(i).span()));
                return List.of();
            }
        }
        grouping.closeAll(Optional.empty());
        return grouping.roots;
    }

    /** Whether a declaration begins at {@code i}; what looks like one begins one even inside unclosed brackets. */
    static boolean beginsDeclaration(List<Lexeme> lexemes, int i) {
        Lexeme first = lexemes.get(i);
        if (first.kind() != Kind.WORD || i + 1 == lexemes.size()) {
            return false;
        }
        Lexeme next = lexemes.get(i + 1);
        return switch (first.text()) {
            case "model", "block", "const" ->
                (next.kind() == Kind.NAME || next.kind() == Kind.STRING || next.kind() == Kind.WORD)
                        && !(i > 0 && isPartOfName(lexemes.get(i - 1)));
            case "import" -> next.kind() == Kind.STRING;
            case "package" -> next.kind() == Kind.NAME;
            default -> false;
        };
    }

    private static boolean isPartOfName(Lexeme before) {
        return before.is(".") || before.is("->") || before.is(":") || before.is("use");
    }

    private void add(int i) {
        Lexeme lexeme = lexemes.get(i);
        if (!open.isEmpty() && beginsDeclaration(lexemes, i) && !isNested(i)) {
            closeAll(Optional.of(lexeme));
        }
        isInConst = open.isEmpty() && (isInConst ? !endsConst(lexeme) : lexeme.is("const"));
        if (lexeme.isOpener()) {
            opener(i);
        } else if (lexeme.isCloser()) {
            closer(i);
        } else {
            if (lexeme.is(";")) {
                closeArgumentsBefore(i);
            }
            siblings().add(new Leaf(lexeme));
        }
    }

    /** Whether the declaration that begins at {@code i} is inside the brackets that are open: they are closed later. */
    private boolean isNested(int i) {
        long bodies = open.stream().filter(o -> o.is("<") || o.is("{")).count();
        return open.size() < Complexity.DEEPEST && bodies > 0 && lookahead.surplus(i, open.get(0).opener) >= bodies;
    }

    private static boolean endsConst(Lexeme lexeme) {
        return lexeme.is(";") || lexeme.is("model") || lexeme.is("block");
    }

    private void opener(int i) {
        Lexeme opener = lexemes.get(i);
        if (opener.is("<") && open.isEmpty() && isInConst) {
            roots.add(new Leaf(opener));
            return;
        }
        if (opener.is("<") && isInArguments()) {
            if (!lookahead.isBody(i)) {
                siblings().add(new Leaf(opener));
                return;
            }
            closeArguments(opener, "before this `<`");
        }
        open.add(new Open(opener));
    }

    private void closer(int i) {
        Lexeme closer = lexemes.get(i);
        int match = lastOpen(closer.text());
        if (match == open.size() - 1 && match >= 0) {
            close(Optional.of(closer));
        } else if (isInArguments() && isSlip(i)) {
            unmatched(i);
        } else if (open.isEmpty() || (closer.is(">") && isInArguments() && lookahead.isInArguments(i))) {
            siblings().add(new Leaf(closer));
        } else if (match >= 0) {
            while (open.size() - 1 > match) {
                closeUnclosed(closer, "before this " + Excerpt.quoted(closer.text()));
            }
            close(Optional.of(closer));
        } else {
            unmatched(i);
        }
    }

    /** Whether the brackets after {@code i} close what is open only if the one at {@code i} counts for nothing, or for another. */
    private boolean isSlip(int i) {
        String closer = lexemes.get(i).text();
        boolean isClosedNext = i + 1 < lexemes.size() && lexemes.get(i + 1).is(top().closer());
        int waiting = (int) open.stream().filter(o -> o.closer().equals(closer)).count();
        return !closer.equals(">") && (isClosedNext || lookahead.isRun(i, waiting + 1));
    }

    /** No open bracket is of the closer's kind: it is one too many, or a slip of the finger. */
    private void unmatched(int i) {
        Lexeme closer = lexemes.get(i);
        Open top = top();
        boolean isClosedNext = i + 1 < lexemes.size() && lexemes.get(i + 1).is(top.closer());
        boolean goesOn = i + 1 < lexemes.size() && lexemes.get(i + 1).is(",") && lookahead.isInArguments(i);
        boolean isExtra = isClosedNext || (top.is("<") ? !closer.is("}") : goesOn);
        if (isExtra) {
            siblings().add(new Leaf(closer));
        } else if (top.is("{")) {
            close(Optional.of(closer));
        } else {
            findings.add(Finding.of(
                            DiagnosticCode.NN122,
                            closer.span(),
                            "this " + Excerpt.quoted(closer.text()) + " closes a `" + top.opener.text() + "`")
                    .with(top.opener.span(), "opened here")
                    .help("write `" + top.closer() + "`"));
            close(Optional.of(closer));
        }
    }

    /** A {@code ;} ends the arguments that are open, unless it stands there by mistake for a comma. */
    private void closeArgumentsBefore(int i) {
        if (isInArguments() && !lookahead.isInArguments(i)) {
            closeArguments(lexemes.get(i), "before this `;`");
        }
    }

    private void closeArguments(Lexeme before, String remark) {
        while (isInArguments()) {
            closeUnclosed(before, remark);
        }
    }

    private boolean isInArguments() {
        return !open.isEmpty() && (top().is("(") || top().is("["));
    }

    private void closeUnclosed(Lexeme before, String remark) {
        Open top = top();
        if (!Lookahead.contains(top.children, top.closer())) {
            findings.add(unclosed(top.opener).with(before.span(), "a `" + top.closer() + "` is missing " + remark));
        }
        close(Optional.empty());
    }

    /** All open brackets lack their closer: one mistake, told for the outermost. */
    private void closeAll(Optional<Lexeme> next) {
        if (open.isEmpty()) {
            return;
        }
        Open outermost = open.get(0);
        if (open.stream().noneMatch(o -> Lookahead.contains(o.children, ">"))) {
            Lexeme culprit = outermost.suspect == null ? outermost.opener : outermost.suspect;
            Finding finding = unclosed(culprit);
            for (Open inner : open.subList(1, open.size())) {
                finding = finding.with(inner.opener.span(), "this one neither");
            }
            if (next.isPresent()) {
                finding = finding.with(next.get().span(), "a new declaration begins here");
            }
            findings.add(finding);
        }
        while (!open.isEmpty()) {
            close(Optional.empty());
        }
    }

    private static Finding unclosed(Lexeme opener) {
        String where = Excerpt.quoted(opener.text()) + " on " + Excerpt.line(opener.span());
        return Finding.of(DiagnosticCode.NN120, opener.span(), "the " + where + " is never closed");
    }

    private void close(Optional<Lexeme> closer) {
        Open closed = open.remove(open.size() - 1);
        if (closer.isPresent() && !open.isEmpty() && looksLikeCloserOf(top(), closed, closer.get())) {
            top().suspect = closed.opener;
        }
        siblings().add(new Group(closed.opener, closed.children, closer));
    }

    /** By its indentation, {@code closer} closes {@code outer}, and {@code inner} lacks one. */
    private static boolean looksLikeCloserOf(Open outer, Open inner, Lexeme closer) {
        int indent = Lookahead.indentation(closer);
        return Lookahead.beginsLine(closer)
                && inner.opener.span().line() < closer.span().line()
                && indent < Lookahead.indentation(inner.opener)
                && indent == Lookahead.indentation(outer.opener);
    }

    private int lastOpen(String closer) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).closer().equals(closer)) {
                return i;
            }
        }
        return -1;
    }

    private Open top() {
        return open.get(open.size() - 1);
    }

    private List<TokenTree> siblings() {
        return open.isEmpty() ? roots : top().children;
    }
}
