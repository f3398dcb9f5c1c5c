package dev.nacre.runtime.training;

import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.util.List;

/** An array for each of some ports, as large as the largest batch so far has asked for. */
final class BatchArrays {

    private final PortArrays arrays;
    private final List<Places> elements;

    BatchArrays(List<Port> ports, BatchLengths lengths) {
        arrays = PortArrays.zeros(ports, 0);
        elements = ports.stream().map(port -> lengths.places(port, 1)).toList();
    }

    /** With room for the {@code n} samples of the present batch; an array that grows is filled with zeros. */
    PortArrays reserve(int n) {
        for (int i = 0; i < elements.size(); i++) {
            int count = elements.get(i).count(n);
            if (!arrays.isFloat(i)) {
                if (arrays.ints(i).length < count) {
                    arrays.set(i, new int[count]);
                }
            } else if (arrays.floats(i).length < count) {
                arrays.set(i, new float[count]);
            }
        }
        return arrays;
    }
}
