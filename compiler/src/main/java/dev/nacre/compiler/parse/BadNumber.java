package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with text that begins like a number. */
final class BadNumber {

    private static final Pattern HEX = Pattern.compile("0[xXbBoO][0-9A-Fa-f_]*");
    private static final Pattern TYPE_SUFFIX = Pattern.compile("([0-9.]+)[dDfFlLuU]");
    private static final Pattern EXPONENT = Pattern.compile("[0-9.]+[eE][+-]?");
    private static final Pattern FACTOR = Pattern.compile("([0-9]+)([A-Za-z_][A-Za-z0-9_]*)");

    private BadNumber() {}

    static Finding explain(Span span) {
        String text = span.text();
        if (text.length() > Lexemes.LONGEST_WORD) {
            return finding(span, "its end is not part of a number", "a number has at most 128 digits");
        } else if (HEX.matcher(text).matches()) {
            return finding(span, "numbers are decimal", "write it with the digits 0 to 9");
        } else if (EXPONENT.matcher(text).matches()) {
            return finding(span, "the exponent has no digits", "an exponent looks like `1e-5`");
        } else if (text.contains("_") && text.matches("[0-9_.]+")) {
            return underscores(span, text);
        } else if (text.matches("[0-9.]+")) {
            return finding(span, "it has more than one point", "a decimal number looks like `0.5`");
        }
        return letters(span, text);
    }

    private static Finding underscores(Span span, String text) {
        return text.contains(".")
                ? finding(span, "`_` stands in whole numbers only", "write " + Excerpt.quoted(text.replace("_", "")))
                : finding(span, "`_` stands between digits only", "a number looks like `8_000`");
    }

    private static Finding letters(Span span, String text) {
        Matcher suffix = TYPE_SUFFIX.matcher(text);
        Matcher factor = FACTOR.matcher(text);
        if (factor.matches()) {
            String product = factor.group(1) + " * " + factor.group(2);
            String alone = suffix.matches() ? "write `" + suffix.group(1) + "`, or `" : "write `";
            return finding(span, "letters cannot follow its digits", alone + product + "` for a product");
        } else if (suffix.matches()) {
            return finding(span, "a number has no type suffix", "write `" + suffix.group(1) + "`");
        }
        return finding(span, "letters cannot follow its digits", "a number looks like `128`, `8_000`, `0.5` or `1e-5`");
    }

    private static Finding finding(Span span, String why, String help) {
        return Finding.of(DiagnosticCode.NN107, span, "malformed number " + Excerpt.quoted(span.text()) + ": " + why)
                .help(help);
    }
}
