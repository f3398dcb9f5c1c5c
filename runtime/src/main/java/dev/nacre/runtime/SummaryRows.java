package dev.nacre.runtime;

import dev.nacre.runtime.GroupSpec.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the rows of the table of {@link ModelSpec#toString()}: one for each name, whatever stands in one another under it. */
final class SummaryRows {

    private final ModelSpec spec;
    /** Elements of the parameters of each path. */
    private final Map<String, Long> counts;

    private final Set<String> counted = new HashSet<>();
    private int nextGroup;

    private SummaryRows(ModelSpec spec) {
        this.spec = spec;
        this.counts = counts(spec);
    }

    static List<SummaryRow> of(ModelSpec spec) {
        return new SummaryRows(spec).body("", 0, spec.layers().size(), false).rows;
    }

    /** The rows of neighbours, and the path of each. */
    private record Body(List<SummaryRow> rows, List<String> paths) {}

    private static Map<String, Long> counts(ModelSpec spec) {
        Set<String> paths = new HashSet<>();
        spec.layers().forEach(layer -> paths.add(layer.path()));
        Map<String, Long> counts = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            String path = parameter.name();
            do {
                path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
            } while (!path.isEmpty() && !paths.contains(path));
            counts.merge(path, (long) parameter.shape().elements(), Long::sum);
        }
        return counts;
    }

    private Body body(String path, int first, int end, boolean again) {
        Body body = new Body(new ArrayList<>(), new ArrayList<>());
        int layer = first;
        while (layer < end) {
            boolean isGroup = nextGroup < spec.groups().size()
                    && spec.groups().get(nextGroup).first() == layer;
            String inner = isGroup
                    ? spec.groups().get(nextGroup).path()
                    : spec.layers().get(layer).path();
            String name = within(path, inner);
            body.paths.add(inner);
            if (isGroup) {
                int groupEnd = spec.groups().get(nextGroup).end();
                body.rows.add(group(name, again));
                layer = groupEnd;
            } else {
                body.rows.add(layer(name, spec.layers().get(layer), again));
                layer++;
            }
        }
        return body;
    }

    /** A path without what it has in common with that of the body; the last part is always there. */
    private static String within(String body, String path) {
        int from = 0;
        int dot = path.indexOf('.');
        while (dot >= 0 && (body + ".").startsWith(path.substring(0, dot + 1))) {
            from = dot + 1;
            dot = path.indexOf('.', from);
        }
        return path.substring(from);
    }

    private SummaryRow layer(String name, LayerSpec layer, boolean again) {
        Long all = counts.get(layer.path());
        boolean counts = all != null && !again && counted.add(layer.path());
        return new SummaryRow(
                name,
                false,
                layer.kind(),
                layer.output(),
                counts && all != null ? all : 0,
                all != null && again,
                layer.multiplyAdds(),
                List.of());
    }

    /** A group; the layer that joins its branches is part of it, and so is all that is left if it has the same path. */
    private SummaryRow group(String name, boolean again) {
        GroupSpec outermost = spec.groups().get(nextGroup);
        GroupSpec group = outermost;
        List<String> kinds = new ArrayList<>();
        addKind(kinds, group);
        nextGroup++;
        while (isOnly(group)) {
            group = spec.groups().get(nextGroup++);
            addKind(kinds, group);
        }
        Role role = outermost.role();
        Body body = body(group.path(), group.first(), group.end(), again || role == Role.USE);
        List<SummaryRow> inner = new ArrayList<>(body.rows);
        if (endsWithJoin(group, body)) {
            inner.remove(inner.size() - 1);
        }
        boolean isOne = inner.size() == 1 && body.paths.get(0).equals(group.path());
        if (isOne) {
            kinds.add(inner.get(0).kind());
        }
        List<SummaryRow> below = isOne ? inner.get(0).rows() : SummaryRow.folded(inner);
        return new SummaryRow(
                role == Role.USE ? "use " + name : name,
                role == Role.COPY,
                kinds.isEmpty() ? group.kind() : String.join(": ", kinds),
                outermost.output(),
                body.rows.stream().mapToLong(SummaryRow::parameters).sum(),
                body.rows.stream().anyMatch(SummaryRow::shared),
                body.rows.stream().mapToLong(SummaryRow::multiplyAdds).sum(),
                role == Role.USE ? List.of() : below);
    }

    private static void addKind(List<String> kinds, GroupSpec group) {
        if (group.role() == Role.ITEM) {
            kinds.add(group.kind());
        }
    }

    /** Whether the next group is all that stands in this one, and under its name. */
    private boolean isOnly(GroupSpec group) {
        if (nextGroup == spec.groups().size()) {
            return false;
        }
        GroupSpec next = spec.groups().get(nextGroup);
        return next.first() == group.first()
                && next.end() == group.end()
                && next.path().equals(group.path());
    }

    private boolean endsWithJoin(GroupSpec group, Body body) {
        LayerSpec last = spec.layers().get(group.end() - 1);
        return body.rows.size() > 1
                && last.path().equals(group.path())
                && last.kind().equals(group.kind());
    }
}
