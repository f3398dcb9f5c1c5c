package dev.nacre.compiler.parse;

/**
 * A token or a comment of a valid file, for those who care for what the syntax tree leaves out.
 *
 * @param text as written; for a comment with its delimiters
 * @param lineEndsBefore how many lines end in the white space before it
 */
public record SyntaxToken(Kind kind, String text, int lineEndsBefore) {

    /** What a token may be. */
    public enum Kind {
        /** What the grammar sees: a word, a name, a number, a string or a symbol. */
        CODE,
        /** A comment that ends itself. */
        BLOCK_COMMENT,
        /** A comment that the end of its line ends. */
        LINE_COMMENT,
        /** The empty end of the file. */
        END
    }

    /** Whether this is a comment of either kind. */
    public boolean isComment() {
        return kind == Kind.BLOCK_COMMENT || kind == Kind.LINE_COMMENT;
    }

    /** Whether this is a comment that documents the declaration behind it. */
    public boolean isDocumentation() {
        return kind == Kind.BLOCK_COMMENT && DocComment.is(text);
    }
}
