package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.List;

/**
 * What a layer becomes.
 *
 * @param parameters in PyTorch's order, named without the layer's path
 * @param setsShape false for a layer that hands the shape of its input on, so that whoever gave it that shape is to
 *     blame when it does not fit later
 * @param keepsElements whether integers stay integers
 */
public record LayerResult(
        Operation operation, Shape output, List<Weight> parameters, boolean setsShape, boolean keepsElements) {

    public LayerResult {
        parameters = List.copyOf(parameters);
    }

    /** A layer that makes floats. */
    public LayerResult(Operation operation, Shape output, List<Weight> parameters, boolean setsShape) {
        this(operation, output, parameters, setsShape, false);
    }

    /**
     * A parameter of the layer.
     *
     * @param trainable false for a buffer, such as a running mean
     */
    public record Weight(String name, Shape shape, Initialization initialization, boolean trainable) {

        /** A trainable one. */
        Weight(String name, Shape shape, Initialization initialization) {
            this(name, shape, initialization, true);
        }

        public Weight initialized(Initialization other) {
            return new Weight(name, shape, other, trainable);
        }
    }

    /** The same layer with other first values of its parameters. */
    public LayerResult initialized(List<Weight> initialized) {
        return new LayerResult(operation, output, initialized, setsShape, keepsElements);
    }

    /** A layer without parameters that leaves the shape as it is. */
    static LayerResult sameShape(Operation operation, LayerSite site) {
        return new LayerResult(operation, site.input(), List.of(), false);
    }
}
