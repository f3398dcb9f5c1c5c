package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.SyntaxToken;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a valid file, and the gaps between them. Leaves out what a file may have or not have for the same meaning:
 * the {@code ;} after the last item of a chain and the comma after the last argument.
 *
 * @param gaps one before each token
 */
record GappedTokens(List<SyntaxToken> tokens, List<Gap> gaps) {

    GappedTokens {
        tokens = List.copyOf(tokens);
        gaps = List.copyOf(gaps);
    }

    static GappedTokens of(List<SyntaxToken> all) {
        Reading reading = new Reading();
        for (int i = 0; i < all.size(); i++) {
            SyntaxToken token = all.get(i);
            if (token.isComment()) {
                reading.comment(token);
            } else if (isNeedless(token.text(), codeAfter(all, i))) {
                reading.leaveOut(token);
            } else {
                reading.code(token);
            }
        }
        return new GappedTokens(reading.tokens, reading.gaps);
    }

    /** The tokens and comments in order. */
    List<SyntaxToken> all() {
        List<SyntaxToken> all = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            all.addAll(gaps.get(i).comments());
            all.add(tokens.get(i));
        }
        return all;
    }

    private static boolean isNeedless(String token, String next) {
        return switch (token) {
            case ";" -> next.equals(">") || next.equals("|");
            case "," -> next.equals(")");
            default -> false;
        };
    }

    private static String codeAfter(List<SyntaxToken> all, int i) {
        for (SyntaxToken token : all.subList(i + 1, all.size())) {
            if (!token.isComment()) {
                return token.text();
            }
        }
        return "";
    }

    /** What has been read of a file so far. */
    private static final class Reading {

        private final List<SyntaxToken> tokens = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final List<SyntaxToken> comments = new ArrayList<>();
        private final List<Integer> lineEnds = new ArrayList<>();
        /** Line ends before the next token at least; a file begins like a line. */
        private int owed = 1;

        private int depth;
        /** Whether a declaration has ended, or none has begun. */
        private boolean isBetweenDeclarations = true;

        void leaveOut(SyntaxToken token) {
            owed = lineEndsBefore(token);
        }

        private int lineEndsBefore(SyntaxToken token) {
            return Math.max(owed, token.lineEndsBefore());
        }

        /** Documentation has lines of its own. */
        void comment(SyntaxToken comment) {
            int before = lineEndsBefore(comment);
            boolean isDocumentation = isBetweenDeclarations && comment.isDocumentation();
            comments.add(comment);
            lineEnds.add(isDocumentation ? Math.max(1, before) : before);
            owed = isDocumentation || comment.kind() == SyntaxToken.Kind.LINE_COMMENT ? 1 : 0;
        }

        void code(SyntaxToken token) {
            int before = lineEndsBefore(token);
            lineEnds.add(token.kind() == SyntaxToken.Kind.END ? Math.max(1, before) : before);
            gaps.add(Gap.of(comments, lineEnds));
            tokens.add(token);
            comments.clear();
            lineEnds.clear();
            owed = 0;
            switch (token.text()) {
                case "(", "[", "<" -> depth++;
                case ")", "]", ">" -> depth--;
                default -> {}
            }
            isBetweenDeclarations =
                    depth == 0 && (token.text().equals(";") || token.text().equals(">"));
        }
    }
}
