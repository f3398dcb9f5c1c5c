package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.SyntaxToken;
import java.util.ArrayList;
import java.util.List;

/** Comments as documents: their text is the author's, but for white space at the ends of lines and before asterisks. */
final class Comments {

    private Comments() {}

    /** Comments of one line, with spaces between them. */
    static Doc row(List<SyntaxToken> comments) {
        List<Doc> parts = new ArrayList<>();
        for (SyntaxToken comment : comments) {
            if (!parts.isEmpty()) {
                parts.add(Doc.text(" "));
            }
            parts.add(comment(comment.text()));
        }
        return new Doc.Concat(parts);
    }

    private static Doc comment(String text) {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        Measure first = Doc.text(lines.get(0)).measure();
        boolean isAligned =
                lines.stream().skip(1).allMatch(line -> line.stripLeading().startsWith("*"));
        List<String> shown = isAligned ? lines.stream().map(String::strip).toList() : lines;
        Measure measure = lines.size() == 1 ? first : first.then(Measure.line(Measure.UNBOUNDED));
        return new Doc.Comment(shown, isAligned, measure);
    }
}
