package dev.nacre.compiler.format;

import java.util.List;

/** Decides where the lines of a document end, in one pass from its start to its end. */
final class Renderer {

    /** The columns of a line, comments at its end aside. */
    static final int WIDTH = 100;

    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();
    private int column;
    /** The indentation that a new line owes; it is paid by the first text, so that no line ends with spaces. */
    private int owed;

    private Renderer() {}

    /** The text of {@code doc}. */
    static String render(Doc doc) {
        Renderer renderer = new Renderer();
        doc.match(renderer.new Place(0, false, 0));
        return renderer.out.toString();
    }

    private void append(String text) {
        if (!text.isEmpty()) {
            out.append(" ".repeat(owed)).append(text);
            column += owed + text.codePointCount(0, text.length());
            owed = 0;
        }
    }

    private void newLine(int indent) {
        out.append('\n');
        column = 0;
        owed = indent * STEP.length();
    }

    /** Where a document is written; a case says whether it has taken more than one line. */
    private final class Place implements Doc.Cases<Boolean> {

        private final int indent;
        private final boolean flat;
        private final int tail;

        /**
         * A place in the text.
         *
         * @param indent steps of indentation of a new line
         * @param flat whether everything goes on one line
         * @param tail the columns behind the document up to the first place where a line may be broken
         */
        Place(int indent, boolean flat, int tail) {
            this.indent = indent;
            this.flat = flat;
            this.tail = tail;
        }

        private boolean fits(Doc doc, int before, int after) {
            return column + owed + before + doc.measure().width() + after <= WIDTH;
        }

        @Override
        public Boolean text(Doc.Text doc) {
            append(doc.text());
            return false;
        }

        @Override
        public Boolean comment(Doc.Comment doc) {
            append(doc.lines().get(0));
            for (String line : doc.lines().subList(1, doc.lines().size())) {
                newLine(0);
                append(doc.isAligned() ? STEP.repeat(indent) + " " + line : line);
            }
            return doc.lines().size() > 1;
        }

        @Override
        public Boolean remark(Doc.Remark doc) {
            append(" ");
            return doc.comments().match(this);
        }

        @Override
        public Boolean line(Doc.Line doc) {
            if (flat) {
                append(doc.flat());
            } else {
                newLine(indent);
            }
            return !flat;
        }

        @Override
        public Boolean hardLine(Doc.HardLine doc) {
            if (doc.blank()) {
                newLine(0);
            }
            newLine(indent);
            return true;
        }

        @Override
        public Boolean concat(Doc.Concat doc) {
            int[] tails = tails(doc.parts());
            boolean broken = false;
            for (int i = 0; i < tails.length; i++) {
                broken |= doc.parts().get(i).match(new Place(indent, flat, tails[i]));
            }
            return broken;
        }

        /** The tail of each of {@code parts}. */
        private int[] tails(List<Doc> parts) {
            int[] tails = new int[parts.size()];
            int next = tail;
            for (int i = parts.size() - 1; i >= 0; i--) {
                tails[i] = next;
                next = parts.get(i).measure().headBefore(next);
            }
            return tails;
        }

        @Override
        public Boolean nest(Doc.Nest doc) {
            return doc.content().match(new Place(indent + 1, flat, tail));
        }

        @Override
        public Boolean group(Doc.Group doc) {
            boolean oneLine = flat || fits(doc, 0, tail);
            return doc.content().match(new Place(indent, oneLine, tail));
        }

        @Override
        public Boolean fill(Doc.Fill doc) {
            int last = doc.parts().size() - 1;
            boolean broken = false;
            boolean brokenBefore = false;
            for (int i = 0; i <= last; i++) {
                Doc part = doc.parts().get(i);
                int after = i == last ? tail : doc.separators().get(i).measure().headBefore(0);
                if (i > 0) {
                    Doc separator = doc.separators().get(i - 1);
                    boolean joined = flat
                            || (!brokenBefore && fits(part, separator.measure().width(), after));
                    broken |= separator.match(new Place(indent, joined, 0));
                }
                boolean oneLine = flat || fits(part, 0, after);
                brokenBefore = part.match(new Place(indent, oneLine, after));
                broken |= brokenBefore;
            }
            return broken;
        }
    }
}
