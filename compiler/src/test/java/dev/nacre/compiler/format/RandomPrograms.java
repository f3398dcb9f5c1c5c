package dev.nacre.compiler.format;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Valid files that use every rule of the grammar, written as no human would: with comments, tabs and line ends of all kinds
 * between any two tokens. The same seed gives the same file.
 */
final class RandomPrograms {

    private static final List<String> NAMES =
            List.of("x", "linear", "HIDDEN", "fc1", "conv_transpose2d", "_", "model", "block", "const", "as");
    private static final List<String> IDS =
            List.of("x", "y", "relu", "MaxPool2d", "_a1", "a_rather_long_name_of_a_layer");
    private static final List<String> NUMBERS = List.of("0", "8_000", "64", "1.", ".5", "0.1", "1e-5", "1.5E+10");
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"tanh\"",
            "\"a \\\"b\\\" \\\\ \\n\"",
            "\"größe 網 \uD83D\uDE00\"",
            "\"// no /* comment */\"",
            "\" ; > \"");
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

    private RandomPrograms(long seed) {
        this.random = new Random(seed);
        this.comments = List.of(0, 20, 100, 400).get(random.nextInt(4));
        this.lineEnds = List.of(0, 30, 150, 500).get(random.nextInt(4));
    }

    static String of(long seed) {
        RandomPrograms program = new RandomPrograms(seed);
        program.file();
        return program.out.toString();
    }

    private void file() {
        if (chance(3)) {
            token("package");
            qualified();
            token(";");
        }
        some(2, i -> importDecl());
        some(5, i -> declaration());
        gap();
        if (chance(3)) {
            out.append("// the end");
        }
    }

    private void importDecl() {
        token("import");
        token(pick(STRINGS));
        if (chance(2)) {
            token("as");
            token(pick(IDS));
        }
        token(";");
    }

    private void declaration() {
        some(1, i -> annotation());
        switch (random.nextInt(4)) {
            case 0 -> {
                token("const");
                token(pick(IDS));
                token("=");
                expression(3);
                token(";");
            }
            case 1 -> {
                token("block");
                token(pick(IDS));
                if (chance(2)) {
                    parentheses(this::parameter);
                }
                body(3, false);
            }
            default -> {
                token("model");
                token(pick(IDS));
                if (chance(2)) {
                    signature();
                }
                body(3, false);
            }
        }
    }

    private void parameter() {
        token(pick(IDS));
        if (chance(2)) {
            token("=");
            expression(2);
        }
    }

    private void signature() {
        ports();
        if (chance(2)) {
            token("->");
            if (chance(2)) {
                ports();
            } else {
                type();
            }
        }
    }

    private void ports() {
        token("(");
        port();
        some(3, i -> {
            token(",");
            port();
        });
        token(")");
    }

    private void port() {
        token(pick(IDS));
        token(":");
        type();
    }

    private void type() {
        boolean named = chance(2);
        if (named) {
            token(pick(List.of("int", "float")));
        }
        if (!named || chance(2)) {
            listOf(1);
        }
    }

    private void listOf(int depth) {
        token("[");
        some(4, i -> {
            if (i > 0) {
                token(",");
            }
            expression(depth - 1);
        });
        token("]");
    }

    private void body(int depth, boolean hasBranches) {
        token("<");
        chain(depth);
        if (hasBranches) {
            some(2, i -> {
                token("|");
                chain(depth);
            });
        }
        token(">");
    }

    private void chain(int depth) {
        some(5, i -> {
            if (i > 0) {
                token(";");
            }
            item(depth - 1);
        });
        if (endsWithItem() && chance(4)) {
            token(";");
        }
    }

    /** Whether the last token is not the opener of a chain. */
    private boolean endsWithItem() {
        return !last.equals("<") && !last.equals("|");
    }

    private void item(int depth) {
        if (chance(6)) {
            annotation();
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                token("from");
                names();
            }
            case 1 -> {
                label();
                token("use");
                qualified();
            }
            default -> layer(depth);
        }
        if (chance(5)) {
            token("->");
            names();
        }
    }

    private void layer(int depth) {
        label();
        qualified();
        if (chance(2)) {
            parentheses(this::argument);
        }
        if (depth > 0 && chance(3)) {
            body(depth, true);
        }
    }

    private void label() {
        if (chance(4)) {
            token(pick(NAMES));
            token(":");
        }
    }

    private void names() {
        if (chance(2)) {
            token(pick(IDS));
            return;
        }
        token("(");
        token(pick(IDS));
        some(2, i -> {
            token(",");
            token(pick(IDS));
        });
        token(")");
    }

    private void annotation() {
        token("@");
        qualified();
        if (chance(2)) {
            parentheses(this::argument);
        }
    }

    private void argument() {
        if (chance(2)) {
            token(pick(IDS));
            token("=");
        }
        expression(2);
    }

    private void parentheses(Runnable element) {
        token("(");
        some(3, i -> {
            if (i > 0) {
                token(",");
            }
            element.run();
        });
        token(")");
    }

    private void expression(int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 4)) {
            case 0 -> token(pick(NUMBERS));
            case 1 -> token(pick(STRINGS));
            case 2 -> token(pick(List.of("true", "false", "none")));
            case 3 -> qualified();
            case 4 -> {
                qualified();
                parentheses(() -> expression(depth - 1));
            }
            case 5 -> {
                token("(");
                expression(depth - 1);
                token(")");
            }
            case 6 -> listOf(depth);
            case 7 -> {
                token("-");
                expression(depth - 1);
            }
            default -> {
                expression(depth - 1);
                token(pick(List.of("+", "-", "*", "/", "%")));
                expression(depth - 1);
            }
        }
    }

    private void qualified() {
        token(pick(NAMES));
        if (chance(8)) {
            token(".");
            token(pick(NAMES));
        }
    }

    private void token(String text) {
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

    private void gap() {
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
    private void some(int most, Consumer<Integer> action) {
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            action.accept(i);
        }
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
