package dev.nacre.compiler.graph;

import java.util.List;

/** What is drawn: a box, or a frame around others. */
sealed interface Element {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R node(Node node);

        R frame(Frame frame);
    }

    /** A box. */
    record Node(String id, Style style, List<String> lines) implements Element {
        public Node {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.node(this);
        }
    }

    /** A titled frame. */
    record Frame(String id, String title, List<Element> elements) implements Element {
        public Frame {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.frame(this);
        }
    }

    /** What a box stands for, which decides on its form and colour. */
    enum Style {
        INPUT,
        OUTPUT,
        LAYER,
        /** A layer whose parameters are used in several places. */
        SHARED,
        /** Copies that are as the one before them. */
        COPIES
    }
}
