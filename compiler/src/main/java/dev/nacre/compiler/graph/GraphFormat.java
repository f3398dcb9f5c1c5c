package dev.nacre.compiler.graph;

import dev.nacre.compiler.model.Network;
import java.util.Locale;

/** The languages in which a model's picture can be written. */
public enum GraphFormat {
    /** A Mermaid flowchart, which GitHub and many editors draw where it stands in Markdown. */
    MERMAID,
    /** For Graphviz' {@code dot}. */
    DOT;

    /** The name at the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The picture of a model: boxes for layers and ports, frames for what stands in one another. Ends with a line break.
     *
     * @param allCopies whether each copy of a {@code repeat} is drawn; if not, of three or more that are alike the first
     */
    public String of(Network network, boolean allCopies) {
        Diagram diagram = DiagramBuilder.build(network, allCopies);
        return switch (this) {
            case MERMAID -> Mermaid.of(diagram);
            case DOT -> Graphviz.of(diagram);
        };
    }
}
