package dev.nacre.compiler.model;

import java.util.ArrayList;
import java.util.List;

/** The nesting of a network as a tree. Bodies that add no level to the names of parameters add none here. */
public final class Outline {

    private final Network network;
    private int nextGroup;

    private Outline(Network network) {
        this.network = network;
    }

    /** The parts of the model's own body. */
    public static List<Part> of(Network network) {
        return new Outline(network).parts(0, network.layers().size());
    }

    /** A layer, or what stands for several. */
    public sealed interface Part {

        /** What the names of its parameters start with. */
        String path();

        /** Dispatches on the kind. */
        <R> R match(Cases<R> cases);
    }

    /** One answer for each kind. */
    public interface Cases<R> {
        R leaf(Leaf leaf);

        R section(Section section);
    }

    /** A layer with its place among the layers of the network. */
    public record Leaf(Layer layer, int index) implements Part {
        @Override
        public String path() {
            return layer.path();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leaf(this);
        }
    }

    /** A group, or several of one path of which each is all that the one before it has in it, the outermost first. */
    public record Section(List<Group> groups, List<Part> parts) implements Part {
        public Section {
            groups = List.copyOf(groups);
            parts = List.copyOf(parts);
        }

        /** The outermost group. */
        public Group group() {
            return groups.get(0);
        }

        @Override
        public String path() {
            return group().path();
        }

        /** {@code Res: residual}: all kinds; roles are left out where something more telling is there. */
        public String kind() {
            return telling().isEmpty() ? groups.get(groups.size() - 1).kind() : String.join(": ", telling());
        }

        /** The kinds with that of the only part in it. */
        public String kind(String inner) {
            return telling().isEmpty() ? inner : kind() + ": " + inner;
        }

        private List<String> telling() {
            return groups.stream()
                    .filter(group -> group.role() == Group.Role.ITEM)
                    .map(Group::kind)
                    .toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.section(this);
        }
    }

    /**
     * A path as it is called in a body: without what both have in common, as labels are written in the language. The last
     * part is always there.
     */
    public static String within(String body, String path) {
        int from = 0;
        int dot = path.indexOf('.');
        while (dot >= 0 && (body + ".").startsWith(path.substring(0, dot + 1))) {
            from = dot + 1;
            dot = path.indexOf('.', from);
        }
        return path.substring(from);
    }

    private List<Part> parts(int first, int end) {
        List<Part> parts = new ArrayList<>();
        int layer = first;
        while (layer < end) {
            if (nextGroup < network.groups().size()
                    && network.groups().get(nextGroup).first() == layer) {
                Group group = network.groups().get(nextGroup++);
                parts.add(section(group));
                layer = group.end();
            } else {
                parts.add(new Leaf(network.layers().get(layer), layer));
                layer++;
            }
        }
        return parts;
    }

    private Section section(Group group) {
        List<Part> parts = parts(group.first(), group.end());
        if (parts.size() == 1
                && parts.get(0) instanceof Section inner
                && inner.path().equals(group.path())) {
            List<Group> groups = new ArrayList<>(List.of(group));
            groups.addAll(inner.groups());
            return new Section(groups, inner.parts());
        }
        return new Section(List.of(group), parts);
    }
}
