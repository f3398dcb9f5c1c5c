package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.Span;

/** How messages quote the file. */
final class Excerpt {

    private static final int LONGEST = 40;

    private Excerpt() {}

    /** {@code text} between back quotes, its middle left out when it is long. */
    static String quoted(String text) {
        return "`" + shortened(text) + "`";
    }

    /** {@code text} on one line of at most forty code points. */
    static String shortened(String text) {
        String line = text.length() > 400 ? head(text, 100) + tail(text, 100) : text;
        line = line.replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        boolean isLong = length > LONGEST || text.length() > 400;
        return isLong ? head(line, 24) + "..." + tail(line, 8) : line;
    }

    /** {@code text} as an example of what to write: only when it is short enough to be one. */
    static boolean isShort(String text) {
        return text.length() <= LONGEST && text.lines().count() <= 1;
    }

    static String line(Span span) {
        return "line " + span.line();
    }

    private static String head(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static String tail(String text, int codePoints) {
        return text.substring(text.offsetByCodePoints(text.length(), -codePoints));
    }
}
