package dev.nacre.runtime.training;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.util.List;

/** The inputs and targets of some samples of a dataset, gathered into arrays that are used again for the next ones. */
final class Batch {

    private final Wiring wiring;
    private final Objectives objectives;
    private final List<Port> ports;
    private final BatchLengths lengths;
    private final BatchArrays arrays;
    private PortArrays inputs;
    private int n;

    /** For samples of a dataset; checks that all inputs are finite and all targets suit the losses. */
    Batch(Wiring wiring, List<Criterion> criteria, ModelSpec spec, BatchLengths lengths) {
        this.wiring = wiring;
        wiring.checkInputs();
        this.objectives = Objectives.of(criteria, lengths, wiring);
        this.ports = spec.inputs();
        this.lengths = lengths;
        this.arrays = new BatchArrays(ports, lengths);
        this.inputs = arrays.reserve(0);
    }

    /** Takes the samples {@code order[from]} to {@code order[from + count - 1]}. */
    void gather(int[] order, int from, int count) {
        n = count;
        gatherLengths(order, from);
        inputs = arrays.reserve(n);
        for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            Object array = port.isFloat() ? inputs.floats(i) : inputs.ints(i);
            wiring.gather(wiring.inputs().get(i), array, port.width(), order, from, n);
        }
        objectives.gather(wiring, order, from, n);
    }

    private void gatherLengths(int[] order, int from) {
        if (inputs.lengthCount() < lengths.count() || lengths.count() > 0 && inputs.lengths(0).length < n) {
            inputs.withLengths(new int[lengths.count()][n]);
        }
        for (int i = 0; i < lengths.count(); i++) {
            int[] each = inputs.lengths(i);
            for (int sample = 0; sample < n; sample++) {
                each[sample] = wiring.length(i, order[from + sample]);
            }
        }
        lengths.take(inputs, n);
    }

    Objectives objectives() {
        return objectives;
    }

    /** The inputs, row after row. */
    PortArrays inputs() {
        return inputs;
    }

    int size() {
        return n;
    }
}
