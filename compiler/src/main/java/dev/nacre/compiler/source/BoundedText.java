package dev.nacre.compiler.source;

/** Text of messages kept short whatever it quotes: of what is long, the beginning and the end. */
final class BoundedText {

    private static final String CUT = "…";

    private BoundedText() {}

    /** {@code text}, or its beginning and its end, in at most so many characters as they are shown. */
    static String of(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        int rest = (most - CUT.length()) / 3;
        int head = 0;
        for (int width = 0; width <= most - CUT.length() - rest; ) {
            width += width(text.codePointAt(head));
            if (width <= most - CUT.length() - rest) {
                head += Character.charCount(text.codePointAt(head));
            }
        }
        int tail = text.length();
        for (int width = 0; width <= rest; ) {
            int codePoint = text.codePointBefore(tail);
            width += width(codePoint);
            if (width <= rest) {
                tail -= Character.charCount(codePoint);
            }
        }
        return text.substring(0, head) + CUT + text.substring(tail);
    }

    /** How many characters show the text. */
    private static int width(String text) {
        return text.codePoints().map(BoundedText::width).sum();
    }

    /** How many characters show the code point. */
    static int width(int codePoint) {
        StringBuilder shown = new StringBuilder();
        VisibleText.append(shown, codePoint);
        return shown.length();
    }
}
