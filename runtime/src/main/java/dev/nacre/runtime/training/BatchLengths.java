package dev.nacre.runtime.training;

import dev.nacre.runtime.Length;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.generated.PackedSamples;
import java.util.ArrayList;
import java.util.List;

/** How long each sample of the present batch is, for models whose samples have lengths. */
final class BatchLengths {

    private final String model;
    private final List<Port> ports;
    private final List<String> names;
    private final PackedSamples samples;

    BatchLengths(ModelSpec spec) {
        model = spec.name();
        ports = spec.lengthPorts();
        names = new ArrayList<>(
                ports.stream().map(port -> port.length().orElseThrow()).toList());
        String[] described = ports.stream()
                .map(port -> port.length().orElseThrow() + " of " + port.name())
                .toArray(String[]::new);
        int[] bounds = ports.stream().mapToInt(Port::bound).toArray();
        int[] leasts = ports.stream().mapToInt(Port::least).toArray();
        samples = new PackedSamples(model, described, leasts, bounds);
        for (Port output : spec.outputs()) {
            output.lengthOfSamples()
                    .filter(length -> !names.contains(length.name()))
                    .ifPresent(this::addDerived);
        }
    }

    private void addDerived(Length length) {
        samples.and(names.indexOf(length.of()), length);
        names.add(length.name());
    }

    /** The number of lengths. */
    int count() {
        return ports.size();
    }

    /**
     * The places that samples have at a port.
     *
     * @param elements of a place
     */
    Places places(Port port, int elements) {
        return port.length().isPresent()
                ? new Places.Packed(samples, names.indexOf(port.length().get()), port.rowWidth() / elements)
                : new Places.Even(port.width() / elements);
    }

    /**
     * Takes the lengths of a batch.
     *
     * @throws IllegalArgumentException if they are missing, too few, below 1 or above their bound, or the model's samples have
     *     none
     */
    void take(PortArrays inputs, int n) {
        if (inputs.lengthCount() != count()) {
            throw wrongCount(inputs.lengthCount());
        }
        for (int i = 0; i < count(); i++) {
            samples.take(i, inputs.lengths(i), n);
        }
    }

    private IllegalArgumentException wrongCount(int given) {
        String got = given == 0 ? "none" : String.valueOf(given);
        return new IllegalArgumentException(
                ports.isEmpty()
                        ? model + ": expected no lengths, because no input has samples of different lengths, got " + got
                        : model + ": expected " + count() + (count() == 1 ? " array" : " arrays")
                                + " of lengths, one for each of " + ports + ", got " + got
                                + "; write PortArrays.of(…).withLengths(…)");
    }
}
