package dev.nacre.compiler.graph;

import java.util.List;

/** A model's boxes and arrows, in a fixed order. */
record Diagram(String name, List<Element> elements, List<Edge> edges) {

    Diagram {
        elements = List.copyOf(elements);
        edges = List.copyOf(edges);
    }
}
