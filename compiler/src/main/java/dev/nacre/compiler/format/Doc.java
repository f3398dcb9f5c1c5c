package dev.nacre.compiler.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with choices left open: where its lines may be broken, and what is to be broken together. After Wadler, "A
 * prettier printer" (2003); every document knows its {@link Measure}, so that {@link Renderer} never has to try.
 */
sealed interface Doc {

    /** The room it takes. */
    Measure measure();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind of document. */
    interface Cases<R> {
        R text(Text doc);

        R comment(Comment doc);

        R remark(Remark doc);

        R line(Line doc);

        R hardLine(HardLine doc);

        R concat(Concat doc);

        R nest(Nest doc);

        R group(Group doc);

        R fill(Fill doc);
    }

    /** Nothing at all. */
    Doc EMPTY = new Concat(List.of());

    /** A space that may become a line break. */
    Doc LINE = new Line(" ");

    /** A place for a line break. */
    Doc SOFT_LINE = new Line("");

    static Doc text(String text) {
        return new Text(text, Measure.unbroken(text.codePointCount(0, text.length())));
    }

    static Doc concat(Doc... parts) {
        return new Concat(List.of(parts));
    }

    /** Characters of one line. */
    record Text(String text, Measure measure) implements Doc {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /**
     * A comment.
     *
     * @param lines its lines as written; one of several lines cannot stand in a line of code
     * @param isAligned whether the lines after the first begin with an asterisk, and follow the indentation
     */
    record Comment(List<String> lines, boolean isAligned, Measure measure) implements Doc {
        public Comment {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.comment(this);
        }
    }

    /**
     * Comments at the end of a line, which may be as long as they are: they have no part in where the code before them is
     * broken.
     */
    record Remark(Doc comments, Measure measure) implements Doc {
        /** Comments that need a line end behind them. */
        static Remark endingLine(Doc comments) {
            return new Remark(comments, Measure.line(Measure.UNBOUNDED));
        }

        /** Comments behind which a line ends if their group is broken. */
        static Remark endingBrokenLine(Doc comments) {
            return new Remark(comments, Measure.line(1 + comments.measure().width()));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.remark(this);
        }
    }

    /** A line break, or {@code flat} where its group fits on one line. */
    record Line(String flat) implements Doc {
        @Override
        public Measure measure() {
            return Measure.line(flat.length());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.line(this);
        }
    }

    /** A line break in any case, and a blank line if {@code blank}. */
    record HardLine(boolean blank) implements Doc {
        @Override
        public Measure measure() {
            return Measure.line(Measure.UNBOUNDED);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hardLine(this);
        }
    }

    /** One after the other. */
    record Concat(List<Doc> parts, Measure measure) implements Doc {
        Concat(List<Doc> parts) {
            this(List.copyOf(parts), total(parts));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.concat(this);
        }
    }

    /** Lines that begin inside of it are indented by one step more. */
    record Nest(Doc content) implements Doc {
        @Override
        public Measure measure() {
            return content.measure();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nest(this);
        }
    }

    /** On one line if that is possible; otherwise all of its own line breaks are taken. */
    record Group(Doc content, Measure measure) implements Doc {
        Group(Doc content) {
            this(content, content.measure());
        }

        /** A group whose line breaks are taken, although it may be short. */
        static Group broken(Doc content) {
            return new Group(
                    content, new Measure(Measure.UNBOUNDED, content.measure().head(), true));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.group(this);
        }
    }

    /**
     * Parts on as few lines as they fit on; a part that takes several lines has them for itself.
     *
     * @param separators one between each two parts
     */
    record Fill(List<Doc> parts, List<Doc> separators, Measure measure) implements Doc {
        Fill(List<Doc> parts, List<Doc> separators) {
            this(List.copyOf(parts), List.copyOf(separators), total(alternating(parts, separators)));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fill(this);
        }
    }

    private static List<Doc> alternating(List<Doc> parts, List<Doc> separators) {
        List<Doc> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                all.add(separators.get(i - 1));
            }
            all.add(parts.get(i));
        }
        return all;
    }

    private static Measure total(List<Doc> docs) {
        Measure total = Measure.EMPTY;
        for (Doc doc : docs) {
            total = total.then(doc.measure());
        }
        return total;
    }
}
