package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the inputs, layers and parameters of a model while its chain is checked, and watches its storage. */
final class NetworkBuilder {

    private final Reporter reporter;
    private final ShapeTrace trace = new ShapeTrace();
    private final List<Network.Port> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private long storage;

    NetworkBuilder(Reporter reporter) {
        this.reporter = reporter;
    }

    /** The way of the current value, for messages. */
    ShapeTrace trace() {
        return trace;
    }

    Current.Known addInput(String name, Shape shape) {
        int value = inputs.size();
        inputs.add(new Network.Port(name, Network.ElementType.FLOAT, shape, value));
        return new Current.Known(value, shape);
    }

    /** Adds a layer that reads one value; its value is the next number. */
    Current.Known addLayer(String path, String kind, Item.Layer item, int input, LayerResult result) {
        List<String> names = new ArrayList<>();
        for (LayerResult.Weight weight : result.parameters()) {
            String name = path + "." + weight.name();
            names.add(name);
            parameters.add(new Parameter(name, weight.shape(), weight.initialization(), true));
            addStorage(weight.shape(), item);
        }
        layers.add(new Layer(path, kind, result.operation(), List.of(input), result.output(), names, item.span()));
        trace.add(
                LayerText.title(item),
                result.output(),
                result.setsShape() ? Optional.of(LayerText.place(item)) : Optional.empty());
        return new Current.Known(inputs.size() + layers.size() - 1, result.output());
    }

    private void addStorage(Shape shape, Item.Layer item) {
        long before = storage;
        storage += ShapeLimits.storage(shape);
        if (before <= Shape.MAX_ELEMENTS && storage > Shape.MAX_ELEMENTS) {
            reporter.report(
                    DiagnosticCode.NN206,
                    LayerText.place(item),
                    "with " + Wording.quoted(LayerText.title(item)) + " the model needs "
                            + ShapeLimits.grouped(storage)
                            + " floats for its parameters, padding included, but at most "
                            + ShapeLimits.grouped(Shape.MAX_ELEMENTS) + " are possible");
        }
    }

    List<Network.Port> inputs() {
        return inputs;
    }

    List<Layer> layers() {
        return layers;
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
