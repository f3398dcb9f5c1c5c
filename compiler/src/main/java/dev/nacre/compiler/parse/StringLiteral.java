package dev.nacre.compiler.parse;

/** The value of a quoted string whose escapes are known to be right. */
final class StringLiteral {

    /** The characters that may follow a backslash, and what each stands for. */
    private static final String ESCAPES = "\"\\nt";

    private static final String VALUES = "\"\\\n\t";

    private StringLiteral() {}

    /** Whether a backslash may stand before {@code c}. */
    static boolean isEscape(char c) {
        return ESCAPES.indexOf(c) >= 0;
    }

    /** The value of {@code literal}, which includes its quotes. */
    static String value(String literal) {
        StringBuilder value = new StringBuilder(literal.length());
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            value.append(c == '\\' ? VALUES.charAt(ESCAPES.indexOf(literal.charAt(++i))) : c);
        }
        return value.toString();
    }
}
