package dev.nacre.compiler.source;

import java.util.Locale;

/** Text made safe to show: what is invisible, or would move the text around it, appears as {@code <U+XXXX>}. */
public final class VisibleText {

    private VisibleText() {}

    /** {@code text} with every code point shown; tabs and line ends count as invisible too. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** The notation of a code point: {@code U+00E9}. */
    public static String notation(int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    /** Whether a code point has no glyph of its own: controls, direction marks, lone surrogates, odd spaces. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }

    static void append(StringBuilder shown, int codePoint) {
        if (isInvisible(codePoint)) {
            shown.append('<').append(notation(codePoint)).append('>');
        } else {
            shown.appendCodePoint(codePoint);
        }
    }
}
