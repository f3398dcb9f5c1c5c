package dev.nacre.compiler.model;

import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks layer by layer, without a file; values are numbered, inputs come before layers. In the package {@code test}. */
public final class NetworkBuilder {

    private final String name;
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final List<ElementType> elements = new ArrayList<>();
    private final SourceFile file;

    public NetworkBuilder(String name) {
        this.name = name;
        this.file = new SourceFile(name + ".nn", "test", "model " + name);
    }

    public int input(String port, Integer... sizes) {
        return input(port, ElementType.FLOAT, sizes);
    }

    public int intInput(String port, Integer... sizes) {
        return input(port, ElementType.INT, sizes);
    }

    private int input(String port, ElementType type, Integer... sizes) {
        inputs.add(new Port(port, type, Shape.of(sizes), inputs.size()));
        return value(Shape.of(sizes), type);
    }

    private int value(Shape shape, ElementType type) {
        shapes.add(shape);
        elements.add(type);
        return shapes.size() - 1;
    }

    public NetworkBuilder output(String port, int value) {
        outputs.add(new Port(port, elements.get(value), shapes.get(value), value));
        return this;
    }

    /** A product with a bias; one of the same path shares its parameters. */
    public int linear(String path, int x, int out) {
        Shape shape = shapes.get(x);
        parameters.putIfAbsent(path + ".weight", parameter(path + ".weight", out, shape.last()));
        parameters.putIfAbsent(path + ".bias", parameter(path + ".bias", out));
        return layer(
                path,
                "linear",
                new Operation.Linear(shape.last(), out, true),
                List.of(x),
                shape.with(shape.rank() - 1, out),
                List.of(path + ".weight", path + ".bias"));
    }

    private static Parameter parameter(String name, Integer... sizes) {
        return new Parameter(name, Shape.of(sizes), new Initialization.Uniform(0.25), true);
    }

    public int activation(Operation.Activation.Function function, int x) {
        String kind = function.name().toLowerCase(java.util.Locale.ROOT);
        return layer(kind, new Operation.Activation(function, 0), x, shapes.get(x));
    }

    public int softmax(int x) {
        return layer("softmax", new Operation.Softmax(shapes.get(x).rank() - 1, false), x, shapes.get(x));
    }

    public int dropout(double p, int x) {
        return layer("dropout", new Operation.Dropout(p), x, shapes.get(x));
    }

    public int flatten(int x) {
        return layer(
                "flatten", new Operation.Flatten(), x, Shape.of(shapes.get(x).elements()));
    }

    public int join(Operation.Join.Kind kind, int... values) {
        List<Integer> read = java.util.Arrays.stream(values).boxed().toList();
        return layer(
                String.valueOf(layers.size()),
                kind.name().toLowerCase(java.util.Locale.ROOT),
                new Operation.Join(kind),
                read,
                shapes.get(values[0]),
                List.of());
    }

    private int layer(String kind, Operation operation, int x, Shape output) {
        return layer(String.valueOf(layers.size()), kind, operation, List.of(x), output, List.of());
    }

    private int layer(
            String path, String kind, Operation operation, List<Integer> read, Shape output, List<String> weights) {
        layers.add(new Layer(path, kind, operation, read, output, weights, file.span(0, 5)));
        return value(output, elements.get(read.get(0)));
    }

    public Network build() {
        return new Network(
                name,
                "test",
                Optional.empty(),
                Network.Visibility.PUBLIC,
                inputs,
                outputs,
                layers,
                List.copyOf(parameters.values()),
                file.span(0, 5));
    }
}
