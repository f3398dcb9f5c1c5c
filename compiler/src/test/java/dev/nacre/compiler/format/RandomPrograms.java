package dev.nacre.compiler.format;

import java.util.List;

/** Valid files that use every rule of the grammar, in random text. The same seed gives the same file. */
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
    private final RandomText text;

    private RandomPrograms(RandomText text) {
        this.text = text;
    }

    static String of(long seed) {
        RandomText text = new RandomText(seed);
        new RandomPrograms(text).file();
        return text.text();
    }

    private void file() {
        if (text.chance(3)) {
            text.token("package");
            qualified();
            text.token(";");
        }
        text.some(2, i -> importDecl());
        text.some(5, i -> declaration());
        text.gap();
    }

    private void importDecl() {
        text.token("import");
        text.token(text.pick(STRINGS));
        if (text.chance(2)) {
            text.token("as");
            text.token(text.pick(IDS));
        }
        text.token(";");
    }

    private void declaration() {
        text.some(1, i -> annotation());
        switch (text.below(4)) {
            case 0 -> {
                text.token("const");
                text.token(text.pick(IDS));
                text.token("=");
                expression(3);
                text.token(";");
            }
            case 1 -> {
                text.token("block");
                text.token(text.pick(IDS));
                if (text.chance(2)) {
                    parentheses(this::parameter);
                }
                body(3, false);
            }
            default -> {
                text.token("model");
                text.token(text.pick(IDS));
                if (text.chance(2)) {
                    signature();
                }
                body(3, false);
            }
        }
    }

    private void parameter() {
        text.token(text.pick(IDS));
        if (text.chance(2)) {
            text.token("=");
            expression(2);
        }
    }

    private void signature() {
        ports();
        if (text.chance(2)) {
            text.token("->");
            if (text.chance(2)) {
                ports();
            } else {
                type();
            }
        }
    }

    private void ports() {
        text.token("(");
        port();
        text.some(3, i -> {
            text.token(",");
            port();
        });
        text.token(")");
    }

    private void port() {
        text.token(text.pick(IDS));
        text.token(":");
        type();
    }

    private void type() {
        boolean named = text.chance(2);
        if (named) {
            text.token(text.pick(List.of("int", "float")));
        }
        if (!named || text.chance(2)) {
            shape();
        }
    }

    private void shape() {
        text.token("[");
        text.some(4, i -> {
            if (i > 0) {
                text.token(",");
            }
            if (text.chance(4)) {
                text.token(text.pick(IDS));
                text.token("<=");
            }
            expression(0);
        });
        text.token("]");
    }

    private void listOf(int depth) {
        text.token("[");
        text.some(4, i -> {
            if (i > 0) {
                text.token(",");
            }
            expression(depth - 1);
        });
        text.token("]");
    }

    private void body(int depth, boolean hasBranches) {
        text.token("<");
        chain(depth);
        if (hasBranches) {
            text.some(2, i -> {
                text.token("|");
                chain(depth);
            });
        }
        text.token(">");
    }

    private void chain(int depth) {
        text.some(5, i -> {
            if (i > 0) {
                text.token(";");
            }
            item(depth - 1);
        });
        if (endsWithItem() && text.chance(4)) {
            text.token(";");
        }
    }

    /** Whether the last token is not the opener of a chain. */
    private boolean endsWithItem() {
        return !text.last().equals("<") && !text.last().equals("|");
    }

    private void item(int depth) {
        if (text.chance(6)) {
            annotation();
        }
        switch (text.below(8)) {
            case 0 -> {
                text.token("from");
                names();
            }
            case 1 -> {
                label();
                text.token("use");
                qualified();
            }
            default -> layer(depth);
        }
        if (text.chance(5)) {
            text.token("->");
            names();
        }
    }

    private void layer(int depth) {
        label();
        qualified();
        if (text.chance(2)) {
            arguments(this::argument);
        }
        if (depth > 0 && text.chance(3)) {
            body(depth, true);
        }
    }

    private void label() {
        if (text.chance(4)) {
            text.token(text.pick(NAMES));
            text.token(":");
        }
    }

    private void names() {
        if (text.chance(2)) {
            text.token(text.pick(IDS));
            return;
        }
        text.token("(");
        text.token(text.pick(IDS));
        text.some(2, i -> {
            text.token(",");
            text.token(text.pick(IDS));
        });
        text.token(")");
    }

    private void annotation() {
        text.token("@");
        qualified();
        if (text.chance(2)) {
            arguments(this::argument);
        }
    }

    private void argument() {
        if (text.chance(2)) {
            text.token(text.pick(IDS));
            text.token("=");
        }
        expression(2);
    }

    private void parentheses(Runnable element) {
        text.token("(");
        elements(element);
        text.token(")");
    }

    private void elements(Runnable element) {
        text.some(3, i -> {
            if (i > 0) {
                text.token(",");
            }
            element.run();
        });
    }

    private void arguments(Runnable element) {
        text.token("(");
        elements(element);
        if (!text.last().equals("(") && text.chance(4)) {
            text.token(",");
        }
        text.token(")");
    }

    private void expression(int depth) {
        switch (text.below(depth > 0 ? 9 : 4)) {
            case 0 -> text.token(text.pick(NUMBERS));
            case 1 -> text.token(text.pick(STRINGS));
            case 2 -> text.token(text.pick(List.of("true", "false", "none")));
            case 3 -> qualified();
            case 4 -> {
                qualified();
                arguments(() -> expression(depth - 1));
            }
            case 5 -> {
                text.token("(");
                expression(depth - 1);
                text.token(")");
            }
            case 6 -> listOf(depth);
            case 7 -> {
                text.token("-");
                expression(depth - 1);
            }
            default -> {
                expression(depth - 1);
                text.token(text.pick(List.of("+", "-", "*", "/", "%")));
                expression(depth - 1);
            }
        }
    }

    private void qualified() {
        text.token(text.pick(NAMES));
        if (text.chance(8)) {
            text.token(".");
            text.token(text.pick(NAMES));
        }
    }
}
