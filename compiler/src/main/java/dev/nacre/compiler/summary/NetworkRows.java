package dev.nacre.compiler.summary;

import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Outline;
import dev.nacre.compiler.model.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the rows of a network: one for each name, whatever stands in one another under it. */
final class NetworkRows {

    private final Map<String, Parameter> parameters;
    private final Set<String> counted = new HashSet<>();

    private NetworkRows(Network network) {
        parameters = network.parameters().stream().collect(Collectors.toMap(Parameter::name, parameter -> parameter));
    }

    static List<Row> of(Network network) {
        return new NetworkRows(network).rows("", Outline.of(network));
    }

    private List<Row> rows(String body, List<Outline.Part> parts) {
        return parts.stream().map(part -> row(body, part)).toList();
    }

    private Row row(String body, Outline.Part part) {
        String name = Outline.within(body, part.path());
        return part.match(new Outline.Cases<>() {
            @Override
            public Row leaf(Outline.Leaf leaf) {
                return layer(name, leaf.layer());
            }

            @Override
            public Row section(Outline.Section section) {
                return group(name, section);
            }
        });
    }

    private Row layer(String name, Layer layer) {
        List<String> own = layer.parameters().stream().filter(counted::add).toList();
        long count = own.stream()
                .map(parameters::get)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
        boolean shared = own.isEmpty() && !layer.parameters().isEmpty();
        return new Row(name, false, layer.kind(), layer.output(), count, shared, MultiplyAdds.of(layer), List.of());
    }

    /** A group; the layer that joins its branches is part of it, and so is all that is left if it has the same path. */
    private Row group(String name, Outline.Section section) {
        Group.Role role = section.group().role();
        List<Row> all = rows(section.path(), section.parts());
        List<Row> inner = endsWithJoin(section) ? all.subList(0, all.size() - 1) : all;
        boolean isOne = inner.size() == 1 && section.parts().get(0).path().equals(section.path());
        List<Row> below = isOne ? inner.get(0).rows() : Row.folded(inner);
        return new Row(
                role == Group.Role.USE ? "use " + name : name,
                role == Group.Role.COPY,
                isOne ? section.kind(inner.get(0).kind()) : section.kind(),
                section.group().output(),
                all.stream().mapToLong(Row::parameters).sum(),
                all.stream().anyMatch(Row::shared),
                all.stream().mapToLong(Row::multiplyAdds).sum(),
                role == Group.Role.USE ? List.of() : below);
    }

    private static boolean endsWithJoin(Outline.Section section) {
        Outline.Part last = section.parts().get(section.parts().size() - 1);
        Group innermost = section.groups().get(section.groups().size() - 1);
        return last instanceof Outline.Leaf leaf
                && leaf.path().equals(section.path())
                && leaf.layer().kind().equals(innermost.kind())
                && section.parts().size() > 1;
    }
}
