package dev.nacre.compiler.source;

import java.util.Arrays;

/**
 * A line of source as it is shown: tabs expanded, the invisible made visible, and a long line cut to the part around a
 * place, with {@code ...} for what is left out.
 */
final class SourceLine {

    private static final int TAB = 4;
    private static final int WIDTH = 120;
    private static final int BEFORE = 50;
    private static final String CUT = "...";

    private final String text;
    private final int from;
    /** The shown column of each character from {@code from} on, and of the end. */
    private final int[] columns;

    private final String shown;

    /** {@code line} as shown around the position {@code focus}. */
    SourceLine(Span line, int focus) {
        this.text = line.file().text();
        boolean isLong = line.end() - line.start() > WIDTH;
        int start = isLong
                ? boundary(Math.max(line.start(), Math.min(focus, line.end() - WIDTH + BEFORE) - BEFORE))
                : line.start();
        int end = isLong ? boundary(Math.min(line.end(), start + WIDTH)) : line.end();
        this.from = start;
        this.columns = new int[end - start + 1];
        StringBuilder out = new StringBuilder(start > line.start() ? CUT : "");
        for (int i = start; i < end; ) {
            int codePoint = text.codePointAt(i);
            int next = Math.min(end, i + Character.charCount(codePoint));
            Arrays.fill(columns, i - start, next - start, out.length());
            if (codePoint == '\t') {
                out.append(" ".repeat(TAB - out.length() % TAB));
            } else {
                VisibleText.append(out, codePoint);
            }
            i = next;
        }
        columns[end - start] = out.length();
        this.shown = out + (end < line.end() ? CUT : "");
    }

    /** Does not divide a surrogate pair. */
    private int boundary(int at) {
        boolean inside = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return inside ? at - 1 : at;
    }

    String shown() {
        return shown;
    }

    /** A row that underlines {@code span} with {@code mark}, at least once, as far as it is on this line and not cut. */
    String underline(Span span, char mark) {
        int start = column(span.start());
        int end = column(span.end());
        return " ".repeat(start) + String.valueOf(mark).repeat(Math.max(1, end - start));
    }

    private int column(int offset) {
        return columns[Math.max(0, Math.min(offset - from, columns.length - 1))];
    }
}
