package dev.nacre.compiler.emit;

import java.util.regex.Pattern;

/** Makes text of the user's safe where Java would read more into it than a comment. */
final class UserText {

    private static final Pattern LINE_ENDS = Pattern.compile("\\p{Cntrl}|[\\u2028\\u2029]");

    private UserText() {}

    /** For a {@code //} comment: no line end, and no backslash, from which Java makes one. */
    static String inComment(String text) {
        return LINE_ENDS.matcher(text.replace('\\', '/')).replaceAll(" ");
    }

    /** For Javadoc: the comment does not end early, and what looks like a tag is text. */
    static String inJavadoc(String text) {
        return text.replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replace("/*", "&#47;*")
                .replace("@", "&#64;")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }
}
