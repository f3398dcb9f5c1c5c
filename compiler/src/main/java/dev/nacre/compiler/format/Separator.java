package dev.nacre.compiler.format;

/**
 * What stands between two tokens.
 *
 * @param usual where there is no comment
 * @param afterComment how the line goes on where a comment has ended it
 * @param keepsBlanks whether the author's blank lines between comments stay
 */
record Separator(Doc usual, Doc afterComment, boolean keepsBlanks) {

    private static final Doc LINE_BREAK = new Doc.HardLine(false);

    static final Separator NOTHING = new Separator(Doc.EMPTY, new Doc.Nest(LINE_BREAK), false);

    static final Separator SPACE = new Separator(Doc.text(" "), new Doc.Nest(LINE_BREAK), false);

    /** A space in a place where lines are indented already. */
    static final Separator INDENTED_SPACE = new Separator(Doc.text(" "), LINE_BREAK, false);

    /** A place for a line break. */
    static final Separator SOFT_LINE = new Separator(Doc.SOFT_LINE, LINE_BREAK, false);

    /** A space that may become a line break. */
    static final Separator LINE = new Separator(Doc.LINE, LINE_BREAK, false);

    /** The same before the first item of a body. */
    static final Separator BODY = new Separator(Doc.LINE, LINE_BREAK, true);

    /** A line break in any case, with a blank line where the author has one. */
    static final Separator LINE_END = new Separator(LINE_BREAK, LINE_BREAK, true);

    /** What is between a comment that ended its line and what follows. */
    Doc afterComment(boolean isBlankInSource) {
        return keepsBlanks && isBlankInSource ? new Doc.HardLine(true) : afterComment;
    }
}
