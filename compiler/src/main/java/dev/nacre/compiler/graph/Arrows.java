package dev.nacre.compiler.graph;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the arrows between boxes: one for each reading of a value, but one for all readings within one box of copies. */
final class Arrows {

    /** A reading of a value; {@code number} tells those apart that are each drawn. */
    private record Reading(int value, String from, String to, int number) {}

    private final Map<Integer, String> boxes;
    private final Set<Integer> folded;
    private final Set<Reading> readings = new LinkedHashSet<>();

    private Arrows(Map<Integer, String> boxes, Set<Integer> folded) {
        this.boxes = boxes;
        this.folded = folded;
    }

    /** The arrows of a network whose values have these boxes. */
    static List<Edge> of(Network network, Map<Integer, String> boxes) {
        Arrows arrows = new Arrows(boxes, folded(boxes));
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            int made = network.inputs().size() + i;
            for (int input = 0; input < layer.inputs().size(); input++) {
                int number = arrows.folded.contains(made) ? 0 : input;
                arrows.read(layer.inputs().get(input), arrows.box(made), number);
            }
        }
        for (int i = 0; i < network.outputs().size(); i++) {
            arrows.read(network.outputs().get(i).value(), "out" + i, 0);
        }
        return arrows.edges(network);
    }

    /** The values whose box stands for several layers. */
    private static Set<Integer> folded(Map<Integer, String> boxes) {
        Map<String, Integer> sizes = new HashMap<>();
        boxes.values().forEach(box -> sizes.merge(box, 1, Integer::sum));
        Set<Integer> folded = new LinkedHashSet<>();
        boxes.forEach((value, box) -> {
            if (sizes.getOrDefault(box, 0) > 1) {
                folded.add(value);
            }
        });
        return folded;
    }

    private String box(int value) {
        String box = boxes.get(value);
        if (box == null) {
            throw new IllegalStateException("value " + value + " has no box");
        }
        return box;
    }

    private void read(int value, String to, int number) {
        String from = box(value);
        if (!from.equals(to)) {
            readings.add(new Reading(value, from, to, number));
        }
    }

    private List<Edge> edges(Network network) {
        Map<String, Integer> leaving = new HashMap<>();
        Map<String, Integer> arriving = new HashMap<>();
        for (Reading reading : readings) {
            leaving.merge(reading.from(), 1, Integer::sum);
            arriving.merge(reading.to(), 1, Integer::sum);
        }
        List<Edge> edges = new ArrayList<>();
        for (Reading reading : readings) {
            boolean isAlone =
                    leaving.getOrDefault(reading.from(), 0) == 1 && arriving.getOrDefault(reading.to(), 0) == 1;
            Optional<String> shape = isAlone
                    ? Optional.empty()
                    : Optional.of(network.shapeOf(reading.value()).toString());
            edges.add(new Edge(reading.from(), reading.to(), shape));
        }
        return edges;
    }
}
