package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses each parameter's layout from its shape and lines the parameters up in one array. */
final class StorageLayout {

    /** Up to so many outputs, a weight's inputs go into the lanes: lanes of outputs would be mostly empty. */
    private static final int MOST_OUTPUTS_FOR_DOT = 4;

    /** With more than one output, the lanes must be filled so often that it pays to fold them in the end. */
    private static final int FEWEST_INPUTS_FOR_DOT = 32;

    private StorageLayout() {}

    static ParameterStorage of(Network network) {
        List<ParameterStorage.Slot> slots = new ArrayList<>();
        int offset = 0;
        Set<String> tables = tables(network);
        for (Parameter parameter : network.parameters()) {
            ParameterStorage.Layout layout =
                    tables.contains(parameter.name()) ? ParameterStorage.Layout.PADDED_ROWS : layout(parameter.shape());
            slots.add(new ParameterStorage.Slot(parameter, offset, layout));
            offset = Math.addExact(offset, size(parameter.shape(), layout));
        }
        return new ParameterStorage(slots, offset);
    }

    /** Parameters of which rows are read, and never as a matrix. */
    private static Set<String> tables(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.operation() instanceof Embedding || layer.operation() instanceof Position)
                .flatMap(layer -> layer.parameters().stream())
                .collect(Collectors.toSet());
    }

    private static ParameterStorage.Layout layout(Shape shape) {
        if (shape.rank() != 2) {
            return ParameterStorage.Layout.VECTOR;
        }
        int out = shape.size(0);
        boolean dot = out == 1 || (out <= MOST_OUTPUTS_FOR_DOT && shape.size(1) >= FEWEST_INPUTS_FOR_DOT);
        return dot ? ParameterStorage.Layout.PADDED_ROWS : ParameterStorage.Layout.PANELS;
    }

    private static int size(Shape shape, ParameterStorage.Layout layout) {
        return switch (layout) {
            case VECTOR -> Buffer.padded(shape.elements());
            case PANELS -> Math.multiplyExact(Buffer.padded(shape.size(0)), shape.size(1));
            case PADDED_ROWS -> Math.multiplyExact(shape.size(0), Buffer.padded(shape.size(1)));
        };
    }
}
