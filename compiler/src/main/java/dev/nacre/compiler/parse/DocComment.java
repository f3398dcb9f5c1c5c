package dev.nacre.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a documentation comment without its frame: leading asterisks and common indentation removed. */
final class DocComment {

    private DocComment() {}

    /** Whether a block comment is a documentation comment: a second asterisk that does not already end it. */
    static boolean is(String comment) {
        return comment.startsWith("/**") && comment.length() > 4;
    }

    static String text(String comment) {
        List<String> lines = new ArrayList<>();
        comment.substring(3, comment.length() - 2).lines().forEach(lines::add);
        if (!lines.isEmpty()) {
            lines.set(0, lines.get(0).strip());
        }
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, withoutAsterisks(lines.get(i)));
        }
        int indent = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .mapToInt(DocComment::indent)
                .min()
                .orElse(0);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            lines.set(i, line.isBlank() ? "" : line.substring(indent).stripTrailing());
        }
        return withoutBlankEnds(lines).stream().collect(Collectors.joining("\n"));
    }

    private static String withoutAsterisks(String line) {
        int at = indent(line);
        int from = at;
        while (at < line.length() && line.charAt(at) == '*') {
            at++;
        }
        return at == from ? line : line.substring(at);
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static List<String> withoutBlankEnds(List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isEmpty()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isEmpty()) {
            to--;
        }
        return lines.subList(from, to);
    }
}
