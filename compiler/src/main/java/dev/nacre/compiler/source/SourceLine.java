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
        int start = line.start();
        int end = line.end();
        if (width(start, end, WIDTH) > WIDTH) {
            start = back(focus, Math.max(BEFORE, WIDTH - width(focus, end, WIDTH)), start);
            end = forth(start, WIDTH, end);
        }
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

    /** How many columns the characters take, or more than {@code most}. */
    private int width(int start, int end, int most) {
        int width = 0;
        for (int i = start; i < end && width <= most; i += Character.charCount(text.codePointAt(i))) {
            width += columns(text.codePointAt(i));
        }
        return width;
    }

    private int back(int from, int width, int least) {
        int at = from;
        for (int left = width; at > least; ) {
            left -= columns(text.codePointBefore(at));
            if (left < 0) {
                return at;
            }
            at -= Character.charCount(text.codePointBefore(at));
        }
        return least;
    }

    private int forth(int from, int width, int most) {
        int at = from;
        for (int left = width; at < most; ) {
            left -= columns(text.codePointAt(at));
            if (left < 0) {
                return at;
            }
            at += Character.charCount(text.codePointAt(at));
        }
        return most;
    }

    private static int columns(int codePoint) {
        return codePoint == '\t' ? TAB : BoundedText.width(codePoint);
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
