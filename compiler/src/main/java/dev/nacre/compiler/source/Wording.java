package dev.nacre.compiler.source;

import java.util.List;
import java.util.stream.Collectors;

/** How text of the user's is quoted in a message: in backticks, on one line, and never long. */
public final class Wording {

    private static final int LONGEST = 60;
    private static final int MOST_NAMES = 10;

    private Wording() {}

    /** {@code `text`}, runs of white space as one space. */
    public static String quoted(String text) {
        return "`" + brief(text) + "`";
    }

    /** The text on one line, its end replaced by an ellipsis when it is long. */
    public static String brief(String text) {
        String start = text.length() > 10 * LONGEST ? text.substring(0, 10 * LONGEST) : text;
        String line = start.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    public static String choice(List<String> alternatives) {
        int last = alternatives.size() - 1;
        String first = String.join(", ", alternatives.subList(0, last));
        return first.isEmpty() ? alternatives.get(last) : first + " or " + alternatives.get(last);
    }

    /** {@code 1 size}, {@code 2 sizes}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code `a`, `b`, `c`}; of many, the first few. */
    public static String names(List<String> names) {
        return names.size() > MOST_NAMES
                ? list(names)
                : names.stream().map(Wording::quoted).collect(Collectors.joining(", "));
    }

    /** {@code `a`, `b` and `c`}; of many, the first few. */
    public static String list(List<String> names) {
        if (names.size() > MOST_NAMES) {
            return names.stream().limit(MOST_NAMES).map(Wording::quoted).collect(Collectors.joining(", ")) + " and "
                    + (names.size() - MOST_NAMES) + " more";
        }
        String last = quoted(names.get(names.size() - 1));
        return names.size() == 1
                ? last
                : names.subList(0, names.size() - 1).stream()
                                .map(Wording::quoted)
                                .collect(Collectors.joining(", ")) + " and " + last;
    }
}
