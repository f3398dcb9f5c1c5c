package dev.nacre.compiler.model;

import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chains of layers for tests, named by their index as in a model without labels. */
public final class NetworkBuilder {

    private static final Span SPAN = new SourceFile("test.nn", "", "model M < >").span(0, 11);

    private final Port input;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private boolean trainable = true;
    private Shape shape;

    private NetworkBuilder(Shape shape) {
        this.shape = shape;
        this.input = new Port("x", ElementType.FLOAT, shape, 0);
    }

    /** A chain that starts with the port {@code x}. */
    public static NetworkBuilder input(Integer... sizes) {
        return new NetworkBuilder(Shape.of(sizes));
    }

    public NetworkBuilder linear(int out) {
        return linear(out, true);
    }

    public NetworkBuilder linear(int out, boolean bias) {
        int in = shape.last();
        Initialization initialization = new Initialization.Uniform(1 / Math.sqrt(in));
        List<String> names = new ArrayList<>();
        names.add(parameter("weight", Shape.of(out, in), initialization));
        if (bias) {
            names.add(parameter("bias", Shape.of(out), initialization));
        }
        return layer("linear", new Operation.Linear(in, out, bias), shape.with(shape.rank() - 1, out), names);
    }

    public NetworkBuilder prelu() {
        String weight = parameter("weight", Shape.of(1), new Initialization.Constant(0.25));
        return layer("prelu", new Operation.Prelu(), shape, List.of(weight));
    }

    public NetworkBuilder flatten() {
        return layer("flatten", new Operation.Flatten(), Shape.of(shape.elements()), List.of());
    }

    public NetworkBuilder activation(Activation.Function function, double argument) {
        return then(function.name().toLowerCase(Locale.ROOT), new Activation(function, argument));
    }

    /** A layer that keeps the shape and has no parameters. */
    public NetworkBuilder then(String kind, Operation operation) {
        return layer(kind, operation, shape, List.of());
    }

    /** The parameters of the layers that follow are not trained. */
    public NetworkBuilder frozen() {
        trainable = false;
        return this;
    }

    private String parameter(String name, Shape size, Initialization initialization) {
        String full = layers.size() + "." + name;
        parameters.add(new Parameter(full, size, initialization, trainable));
        return full;
    }

    private NetworkBuilder layer(String kind, Operation operation, Shape output, List<String> names) {
        String path = String.valueOf(layers.size());
        layers.add(new Layer(path, kind, operation, List.of(layers.size()), output, names, SPAN));
        shape = output;
        return this;
    }

    /** The model, whose port {@code y} is the last layer's value. */
    public Network build() {
        Port output = new Port("y", ElementType.FLOAT, shape, layers.size());
        return new Network(
                "M",
                "",
                Optional.empty(),
                Network.Visibility.PUBLIC,
                List.of(input),
                List.of(output),
                layers,
                parameters,
                SPAN);
    }
}
