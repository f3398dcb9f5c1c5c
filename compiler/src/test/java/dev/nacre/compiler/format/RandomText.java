package dev.nacre.compiler.format;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Writes tokens as no human would: with comments, tabs and line ends of all kinds between any two of them. */
final class RandomText {

    private static final List<String> COMMENTS = List.of(
            "/* c */",
            "/**/",
            "/***/",
            "/** doc */",
            "/* größe 網 \uD83D\uDE00 */",
            "/* a\n   b */",
            "/**\n * One.\n *\tTwo.\n */",
            "/* x\r\n\r\n  y  \r\n*/",
            "/*\n\t * a\n  ** b\n*/",
            "/* \"s\" // > ; */",
            "/****/");
    private static final List<String> LINE_COMMENTS = List.of(
            "// c",
            "//",
            "// ; > | ",
            "//\tgröße \uD83D\uDE00  ",
            "/// doc /* no */",
            "// \"",
            "// a long remark, longer than it ought to be by far");
    private static final List<String> LINE_ENDS = List.of("\n", "\n", "\n", "\r\n", "\r");
    private static final List<String> SPACES = List.of(" ", " ", "  ", "\t", "\f", " \t ", "      ");

    private final Random random;
    /** How probable a comment between two tokens is, in thousandths; most people write few. */
    private final int comments;

    private final int lineEnds;
    private final StringBuilder out = new StringBuilder();
    private String last = "";

    RandomText(long seed) {
        this.random = new Random(seed);
        this.comments = List.of(0, 20, 100, 400).get(random.nextInt(4));
        this.lineEnds = List.of(0, 30, 150, 500).get(random.nextInt(4));
    }

    /** What has been written. */
    String text() {
        return out.toString();
    }

    /** The last token. */
    String last() {
        return last;
    }

    void token(String text) {
        int before = out.length();
        gap();
        if (out.length() == before && needsSpace(text)) {
            out.append(' ');
        }
        out.append(text);
        last = text;
    }

    private boolean needsSpace(String next) {
        return (isWord(last) && isWord(next)) || last.equals("/") || next.equals("/");
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && (Character.isLetterOrDigit(text.charAt(0)) || "_.".indexOf(text.charAt(0)) >= 0);
    }

    /** White space and comments, or nothing. */
    void gap() {
        if (chance(2)) {
            out.append(pick(SPACES));
        }
        while (random.nextInt(1000) < comments) {
            if (!out.isEmpty() && out.charAt(out.length() - 1) == '/') {
                out.append(' ');
            }
            if (chance(3)) {
                out.append(pick(LINE_COMMENTS)).append(pick(LINE_ENDS));
            } else {
                out.append(pick(COMMENTS));
            }
            lineEnd();
        }
        lineEnd();
    }

    private void lineEnd() {
        while (random.nextInt(1000) < lineEnds) {
            out.append(pick(LINE_ENDS)).append(chance(3) ? pick(SPACES) : "");
        }
    }

    /** Does something up to {@code most} times. */
    void some(int most, Consumer<Integer> action) {
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            action.accept(i);
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code oneIn} times. */
    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
