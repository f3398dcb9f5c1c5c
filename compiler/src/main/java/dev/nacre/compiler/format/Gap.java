package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.SyntaxToken;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two tokens: the comments, and how the author broke the line.
 *
 * @param trailing comments on the line of the token before, with a line end behind them
 * @param rows comments on lines of their own, a list for each line
 * @param leading comments on the line of the token behind
 * @param blanks whether an empty line precedes each of {@code rows}, and at last what follows them
 * @param hasLineEnd whether a line ends here, outside of comments
 */
record Gap(
        List<SyntaxToken> trailing,
        List<List<SyntaxToken>> rows,
        List<SyntaxToken> leading,
        List<Boolean> blanks,
        boolean hasLineEnd) {

    Gap {
        trailing = List.copyOf(trailing);
        rows = List.copyOf(rows);
        leading = List.copyOf(leading);
        blanks = List.copyOf(blanks);
    }

    /**
     * Sorts the comments between two tokens.
     *
     * @param lineEnds how many lines end before each comment, and at last behind all of them
     */
    static Gap of(List<SyntaxToken> comments, List<Integer> lineEnds) {
        List<SyntaxToken> trailing = List.of();
        List<List<SyntaxToken>> rows = new ArrayList<>();
        List<Boolean> blanks = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < comments.size(); i++) {
            if (lineEnds.get(i + 1) == 0) {
                continue;
            } else if (start == 0 && lineEnds.get(0) == 0) {
                trailing = comments.subList(0, i + 1);
            } else {
                rows.add(List.copyOf(comments.subList(start, i + 1)));
                blanks.add(lineEnds.get(start) > 1);
            }
            start = i + 1;
        }
        List<SyntaxToken> leading = comments.subList(start, comments.size());
        blanks.add(lineEnds.get(start) > 1);
        return new Gap(trailing, rows, leading, blanks, lineEnds.stream().anyMatch(count -> count > 0));
    }

    /** All of them in order. */
    List<SyntaxToken> comments() {
        List<SyntaxToken> comments = new ArrayList<>(trailing);
        rows.forEach(comments::addAll);
        comments.addAll(leading);
        return comments;
    }

    /** Whether there is a comment that needs a line end behind it. */
    boolean endsLine() {
        return !trailing.isEmpty() || !rows.isEmpty();
    }
}
