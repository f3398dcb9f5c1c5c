package dev.nacre.compiler.emit;

import java.util.regex.Pattern;

/** Makes text of the user's safe where Java would read more into it than a comment. */
final class UserText {

    private static final Pattern LINE_ENDS = Pattern.compile("\\p{Cntrl}|[\\u2028\\u2029]");

    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n\\s*");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]*[^`\\s][^`\\n]*)`");

    private UserText() {}

    /** For a {@code //} comment: no line end, and no backslash, from which Java makes one. */
    static String inComment(String text) {
        return LINE_ENDS.matcher(text.replace('\\', '/')).replaceAll(" ");
    }

    /**
     * For Javadoc, as plain text: nothing in it is a tag or an entity, and the comment does not end early. What stands between
     * backticks is code, and an empty line begins a paragraph.
     */
    static String inJavadoc(String text) {
        String escaped = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replace("/*", "&#47;*")
                .replace("@", "&#64;");
        String paragraphs = PARAGRAPH.matcher(escaped.strip()).replaceAll("\n\n<p>");
        return CODE.matcher(paragraphs).replaceAll("<code>$1</code>");
    }
}
