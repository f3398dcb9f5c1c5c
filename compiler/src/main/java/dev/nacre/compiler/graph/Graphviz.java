package dev.nacre.compiler.graph;

import java.util.List;

/** Writes a diagram in the language of Graphviz. */
final class Graphviz implements Element.Cases<Boolean> {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private String indentation = STEP;

    private Graphviz() {}

    static String of(Diagram diagram) {
        Graphviz dot = new Graphviz();
        dot.text.append("digraph ").append(quoted(diagram.name())).append(" {\n");
        dot.line("graph [label=" + quoted(diagram.name()) + ", labelloc=t, fontname=\"Helvetica\"];");
        dot.line("node [shape=box, fontname=\"Helvetica\", fontsize=11];");
        dot.line("edge [fontname=\"Helvetica\", fontsize=9];");
        diagram.elements().forEach(element -> element.match(dot));
        diagram.edges().forEach(dot::edge);
        return dot.text.append("}\n").toString();
    }

    @Override
    public Boolean node(Element.Node node) {
        String form =
                switch (node.style()) {
                    case INPUT, OUTPUT -> ", shape=ellipse, style=filled, fillcolor=\"#e7f0fb\"";
                    case LAYER -> "";
                    case SHARED -> ", style=filled, fillcolor=\"#fdf0d5\"";
                    case COPIES -> ", style=\"filled,dashed\", fillcolor=\"#f2f2f2\"";
                };
        line(node.id() + " [label=" + label(node.lines()) + form + "];");
        return true;
    }

    @Override
    public Boolean frame(Element.Frame frame) {
        line("subgraph cluster_" + frame.id() + " {");
        String outer = indentation;
        indentation += STEP;
        line("label=" + quoted(frame.title()) + "; labeljust=l; color=\"#999999\"; fontsize=11;");
        frame.elements().forEach(element -> element.match(this));
        indentation = outer;
        line("}");
        return true;
    }

    private void edge(Edge edge) {
        String label = edge.label()
                .map(shape -> " [label=" + quoted(" " + shape) + "]")
                .orElse("");
        line(edge.from() + " -> " + edge.to() + label + ";");
    }

    private void line(String line) {
        text.append(indentation).append(line).append('\n');
    }

    private static String label(List<String> lines) {
        return "\"" + String.join("\\n", lines.stream().map(Graphviz::escaped).toList()) + "\"";
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
