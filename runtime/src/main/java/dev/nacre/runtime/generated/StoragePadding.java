package dev.nacre.runtime.generated;

import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ParameterSpec;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The places of a model's storage where no element of a parameter lives. */
final class StoragePadding {

    private final int[] places;

    StoragePadding(ModelSpec spec) {
        BitSet elements = new BitSet();
        for (ParameterSpec parameter : spec.parameters()) {
            Layout layout = parameter.layout();
            int offset = parameter.offset();
            if (layout.size() == layout.elements()) {
                elements.set(offset, offset + layout.size());
            } else {
                IntStream.range(0, layout.elements()).forEach(i -> elements.set(offset + layout.index(i)));
            }
        }
        places = IntStream.range(0, spec.storageSize())
                .filter(place -> !elements.get(place))
                .toArray();
    }

    /** Sets them to zero: kernels add to the padding of gradients whatever stood beside their samples, which may even be NaN. */
    void clear(float[] storage) {
        for (int place : places) {
            storage[place] = 0f;
        }
    }
}
