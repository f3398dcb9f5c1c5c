package dev.nacre.compiler.source;

import java.util.Arrays;

/** Where the lines of a text begin and end, for line ends of any kind: {@code \n}, {@code \r\n} and {@code \r}. */
final class LineIndex {

    private final String text;
    private final int[] starts;

    LineIndex(String text) {
        this.text = text;
        int[] found = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                found = lines == found.length ? Arrays.copyOf(found, 2 * lines) : found;
                found[lines++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    private static boolean endsLine(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }

    /** The 1-based line of a position. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The position of a line's first character. */
    int start(int line) {
        return starts[line - 1];
    }

    /** The position after a line's last character, its line end excluded. */
    int end(int line) {
        int end = line == starts.length ? text.length() : starts[line];
        while (end > start(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
