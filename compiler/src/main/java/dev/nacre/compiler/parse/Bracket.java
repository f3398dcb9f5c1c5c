package dev.nacre.compiler.parse;

/** The four kinds of brackets; braces have no meaning in the language, but people write them. */
final class Bracket {

    private static final String OPENERS = "([<{";
    private static final String CLOSERS = ")]>}";

    private Bracket() {}

    static boolean isOpener(String text) {
        return text.length() == 1 && OPENERS.contains(text);
    }

    static boolean isCloser(String text) {
        return text.length() == 1 && CLOSERS.contains(text);
    }

    /** What closes {@code opener}. */
    static String closer(String opener) {
        return String.valueOf(CLOSERS.charAt(OPENERS.indexOf(opener)));
    }
}
