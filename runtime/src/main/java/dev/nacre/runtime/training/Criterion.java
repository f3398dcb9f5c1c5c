package dev.nacre.runtime.training;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.training.loss.Loss;
import java.util.List;

/**
 * A loss of one output, and how much it counts in the sum of all losses.
 *
 * @param output the place of the port among the outputs
 * @param gradient the place of its gradient among those of the outputs of {@code float}
 */
record Criterion(Port port, int output, int gradient, Loss loss, double weight) {

    /**
     * The criterion of the output of that name.
     *
     * @throws IllegalArgumentException if there is none, or its elements are indices
     */
    static Criterion of(ModelSpec spec, String name, Loss loss, double weight) {
        int gradient = 0;
        List<Port> outputs = spec.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            Port port = outputs.get(i);
            if (port.name().equals(name)) {
                if (!port.isFloat()) {
                    throw new IllegalArgumentException(spec.name() + ": expected an output of float for the loss "
                            + loss + ", got " + port + ", of which there are no gradients");
                }
                return new Criterion(port, i, gradient, loss, weight);
            }
            gradient += port.isFloat() ? 1 : 0;
        }
        throw Wiring.unknown(spec, "output", name, outputs);
    }

    /** How many outputs the loss judges as one row. */
    int rowWidth() {
        return loss.rowWidth(port.shape());
    }

    /** The rows of a sample. */
    Places rows() {
        return new Places(port.width() / rowWidth());
    }

    /**
     * The criterion of the only output of {@code float}.
     *
     * @throws IllegalArgumentException if there are several, or none
     */
    static Criterion of(ModelSpec spec, Loss loss) {
        List<Port> floats = spec.outputs().stream().filter(Port::isFloat).toList();
        if (floats.size() != 1) {
            throw new IllegalArgumentException(spec.name() + ": expected the name of one of the outputs "
                    + spec.outputs() + " with a loss, got none; write .loss(\""
                    + spec.outputs().get(0).name() + "\", …)");
        }
        return of(spec, floats.get(0).name(), loss, 1);
    }
}
