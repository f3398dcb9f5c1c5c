package dev.nacre.compiler.graph;

import java.util.List;

/** Writes a diagram as a Mermaid flowchart. */
final class Mermaid implements Element.Cases<Boolean> {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private String indentation = STEP;

    private Mermaid() {}

    static String of(Diagram diagram) {
        Mermaid mermaid = new Mermaid();
        mermaid.text.append("---\ntitle: ").append(quoted(diagram.name())).append("\n---\nflowchart TD\n");
        diagram.elements().forEach(element -> element.match(mermaid));
        diagram.edges().forEach(mermaid::edge);
        mermaid.line("classDef port fill:#e7f0fb,stroke:#3b6ea5,color:#000000");
        mermaid.line("classDef layer fill:#ffffff,stroke:#555555,color:#000000");
        mermaid.line("classDef shared fill:#fdf0d5,stroke:#b8860b,color:#000000");
        mermaid.line("classDef copies fill:#f2f2f2,stroke:#555555,color:#000000,stroke-dasharray:5 3");
        return mermaid.text.toString();
    }

    @Override
    public Boolean node(Element.Node node) {
        String label = label(node.lines());
        line(node.id()
                + switch (node.style()) {
                    case INPUT, OUTPUT -> "([" + label + "]):::port";
                    case LAYER -> "[" + label + "]:::layer";
                    case SHARED -> "[" + label + "]:::shared";
                    case COPIES -> "[[" + label + "]]:::copies";
                });
        return true;
    }

    @Override
    public Boolean frame(Element.Frame frame) {
        line("subgraph " + frame.id() + "[" + quoted(frame.title()) + "]");
        String outer = indentation;
        indentation += STEP;
        frame.elements().forEach(element -> element.match(this));
        indentation = outer;
        line("end");
        return true;
    }

    private void edge(Edge edge) {
        String label = edge.label().map(shape -> "|" + quoted(shape) + "|").orElse("");
        line(edge.from() + " -->" + label + " " + edge.to());
    }

    private void line(String line) {
        text.append(indentation).append(line).append('\n');
    }

    private static String label(List<String> lines) {
        return "\"" + String.join("<br/>", lines.stream().map(Mermaid::escaped).toList()) + "\"";
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    /** Mermaid writes characters that mean something as entities with {@code #} for {@code &}. */
    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("&", "#amp;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
