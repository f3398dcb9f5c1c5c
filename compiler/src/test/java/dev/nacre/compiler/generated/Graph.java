package dev.nacre.compiler.generated;

import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.model.Operation.Join;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network built layer by layer; the input is value 0, and each method answers the value that its layer makes. */
final class Graph {

    private static final Span SPAN = new SourceFile("graph.nn", "test", "\n").span(0, 1);

    private final String name;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    Graph(String name, Integer... input) {
        this.name = name;
        shapes.add(Shape.of(input));
    }

    /** A product with the parameters of {@code path}, which several layers may share. */
    int linear(String path, int x, int out) {
        Shape shape = shapes.get(x);
        int in = shape.last();
        parameter(path + ".weight", Shape.of(out, in));
        parameter(path + ".bias", Shape.of(out));
        return layer(
                "linear",
                new Operation.Linear(in, out, true),
                shape.with(shape.rank() - 1, out),
                List.of(path + ".weight", path + ".bias"),
                x);
    }

    int prelu(String path, int x) {
        parameter(path + ".weight", Shape.of(1));
        return layer("prelu", new Operation.Prelu(), shapes.get(x), List.of(path + ".weight"), x);
    }

    private void parameter(String full, Shape shape) {
        parameters.putIfAbsent(full, new Parameter(full, shape, new Initialization.Uniform(0.5), true));
    }

    int activation(Activation.Function function, int x) {
        return layer(
                function.name().toLowerCase(java.util.Locale.ROOT),
                new Activation(function, 0),
                shapes.get(x),
                List.of(),
                x);
    }

    int softmax(int axis, int x) {
        return layer("softmax", new Operation.Softmax(axis, false), shapes.get(x), List.of(), x);
    }

    int flatten(int x) {
        return layer("flatten", new Operation.Flatten(), Shape.of(shapes.get(x).elements()), List.of(), x);
    }

    int concat(int axis, int... xs) {
        int size = 0;
        for (int x : xs) {
            size += shapes.get(x).size(axis);
        }
        return layer("concat", new Operation.Concat(axis), shapes.get(xs[0]).with(axis, size), List.of(), xs);
    }

    int join(Join.Kind kind, int... xs) {
        Shape shape = shapes.get(xs[0]);
        for (int x : xs) {
            for (int axis = 0; axis < shape.rank(); axis++) {
                shape = shape.with(
                        axis, Math.max(shape.size(axis), shapes.get(x).size(axis)));
            }
        }
        return layer("join", new Join(kind), shape, List.of(), xs);
    }

    private int layer(String kind, Operation operation, Shape output, List<String> weights, int... xs) {
        List<Integer> inputs = new ArrayList<>();
        for (int x : xs) {
            inputs.add(x);
        }
        layers.add(new Layer(String.valueOf(layers.size()), kind, operation, inputs, output, weights, SPAN));
        shapes.add(output);
        return shapes.size() - 1;
    }

    /** The network with the result {@code y}. */
    Network result(int y) {
        return new Network(
                name,
                "test",
                Optional.empty(),
                Network.Visibility.PUBLIC,
                List.of(new Port("x", ElementType.FLOAT, shapes.get(0), 0)),
                List.of(new Port("y", ElementType.FLOAT, shapes.get(y), y)),
                layers,
                List.copyOf(parameters.values()),
                SPAN);
    }
}
