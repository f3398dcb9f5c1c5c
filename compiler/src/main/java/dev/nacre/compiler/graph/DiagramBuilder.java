package dev.nacre.compiler.graph;

import dev.nacre.compiler.graph.Element.Frame;
import dev.nacre.compiler.graph.Element.Node;
import dev.nacre.compiler.graph.Element.Style;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Outline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws a network: a box for each layer, input and output, and a frame for each group with a name of its own. */
final class DiagramBuilder {

    private final Network network;
    private final boolean allCopies;
    /** The box of each value. */
    private final Map<Integer, String> boxes = new HashMap<>();

    private final Set<String> shared;
    private int nextBox;
    private int nextFrame;

    private DiagramBuilder(Network network, boolean allCopies) {
        this.network = network;
        this.allCopies = allCopies;
        this.shared = shared(network);
    }

    static Diagram build(Network network, boolean allCopies) {
        DiagramBuilder builder = new DiagramBuilder(network, allCopies);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            elements.add(builder.port("in" + i, Style.INPUT, network.inputs().get(i)));
            builder.boxes.put(i, "in" + i);
        }
        elements.addAll(builder.elements("", Outline.of(network)));
        for (int i = 0; i < network.outputs().size(); i++) {
            elements.add(builder.port("out" + i, Style.OUTPUT, network.outputs().get(i)));
        }
        return new Diagram(network.name(), elements, Arrows.of(network, builder.boxes));
    }

    /** The parameters that more than one layer has. */
    private static Set<String> shared(Network network) {
        Set<String> once = new HashSet<>();
        Set<String> again = new HashSet<>();
        network.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .filter(parameter -> !once.add(parameter))
                .forEach(again::add);
        return again;
    }

    private Node port(String id, Style style, Network.Port port) {
        return new Node(id, style, List.of(port.name() + ": " + port.type()));
    }

    private List<Element> elements(String body, List<Outline.Part> parts) {
        List<Element> elements = new ArrayList<>();
        int from = 0;
        while (from < parts.size()) {
            Outline.Part first = parts.get(from);
            int end = from + 1;
            while (!allCopies && end < parts.size() && RepeatedCopies.areAlike(first, parts.get(end))) {
                end++;
            }
            elements.add(element(body, first));
            if (end == from + 2) {
                elements.add(element(body, parts.get(from + 1)));
            } else if (end > from + 2) {
                elements.add(copies(body, parts.subList(from, end)));
            }
            from = end;
        }
        return elements;
    }

    private Element element(String body, Outline.Part part) {
        return part.match(new Outline.Cases<>() {
            @Override
            public Element leaf(Outline.Leaf leaf) {
                return layer(leaf);
            }

            @Override
            public Element section(Outline.Section section) {
                return frame(body, section);
            }
        });
    }

    private Node layer(Outline.Leaf leaf) {
        Layer layer = leaf.layer();
        String id = "n" + nextBox++;
        boxes.put(network.inputs().size() + leaf.index(), id);
        boolean isShared = layer.parameters().stream().anyMatch(shared::contains);
        List<String> lines =
                List.of(layer.path(), LayerText.of(layer), layer.output().toString());
        return new Node(id, isShared ? Style.SHARED : Style.LAYER, lines);
    }

    /** A frame; a copy or branch of one layer needs none. */
    private Element frame(String body, Outline.Section section) {
        boolean isTelling = section.groups().stream()
                .anyMatch(group -> group.role() == Group.Role.ITEM || group.role() == Group.Role.USE);
        if (!isTelling && section.parts().size() == 1) {
            return element(section.path(), section.parts().get(0));
        }
        String id = "g" + nextFrame++;
        String name = Outline.within(body, section.path());
        String title =
                section.group().role() == Group.Role.USE && section.groups().size() == 1
                        ? "use " + name
                        : section.group().role() == Group.Role.USE
                                ? "use " + name + ": " + section.kind()
                                : name + ": " + section.kind();
        return new Frame(id, title, elements(section.path(), section.parts()));
    }

    /** One box for all copies but the first. */
    private Node copies(String body, List<Outline.Part> alike) {
        String id = "n" + nextBox++;
        Outline.Section first = (Outline.Section) alike.get(0);
        Outline.Section second = (Outline.Section) alike.get(1);
        Outline.Section last = (Outline.Section) alike.get(alike.size() - 1);
        IntStream.range(second.group().first(), last.group().end())
                .forEach(layer -> boxes.put(network.inputs().size() + layer, id));
        String names = Outline.within(body, second.path()) + ".." + Outline.within(body, last.path());
        return new Node(
                id,
                Style.COPIES,
                List.of(
                        names,
                        (alike.size() - 1) + " copies as " + Outline.within(body, first.path()),
                        last.group().output().toString()));
    }
}
