package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        Set<String> ofStates = ofStates(network);
        Map<String, Operation> windows = windows(network);
        for (Parameter parameter : network.parameters()) {
            ParameterStorage.Layout layout = tables.contains(parameter.name())
                    ? ParameterStorage.Layout.PADDED_ROWS
                    : ofStates.contains(parameter.name())
                            ? ParameterStorage.Layout.PANELS
                            : layout(parameter.shape());
            ParameterStorage.Slot slot = windowed(parameter, offset, windows.get(parameter.name()))
                    .orElse(new ParameterStorage.Slot(parameter, offset, layout, 1));
            slots.add(slot);
            offset = Math.addExact(offset, size(slot));
        }
        return new ParameterStorage(slots, offset);
    }

    /** The convolutions, by their weights. */
    private static Map<String, Operation> windows(Network network) {
        return network.layers().stream()
                .filter(layer ->
                        layer.operation() instanceof Convolution || layer.operation() instanceof TransposedConvolution)
                .collect(Collectors.toMap(
                        layer -> layer.parameters().get(0), Layer::operation, (first, second) -> first));
    }

    /** A convolution's weight. Channels that are each convolved by themselves are in the lanes of the same panels. */
    private static Optional<ParameterStorage.Slot> windowed(
            Parameter parameter, int offset, @Nullable Operation operation) {
        boolean depthwise = parameter.shape().rank() > 2 && parameter.shape().size(1) == 1;
        if (operation instanceof Convolution convolution) {
            int groups = depthwise && convolution.groups() == convolution.out() ? 1 : convolution.groups();
            return Optional.of(
                    new ParameterStorage.Slot(parameter, offset, ParameterStorage.Layout.WINDOW_PANELS, groups));
        } else if (operation instanceof TransposedConvolution convolution) {
            boolean channels = depthwise && convolution.groups() == convolution.in() && convolution.groups() > 1;
            return Optional.of(
                    channels
                            ? new ParameterStorage.Slot(parameter, offset, ParameterStorage.Layout.WINDOW_PANELS, 1)
                            : new ParameterStorage.Slot(
                                    parameter, offset, ParameterStorage.Layout.FOLD_PANELS, convolution.groups()));
        }
        return Optional.empty();
    }

    /** Parameters of which rows are read, and never as a matrix. */
    private static Set<String> tables(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.operation() instanceof Embedding || layer.operation() instanceof Position)
                .flatMap(layer -> layer.parameters().stream())
                .collect(Collectors.toSet());
    }

    /** The weights with which the states of recurrent layers are multiplied, step by step. */
    private static Set<String> ofStates(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.operation() instanceof Recurrence)
                .flatMap(layer -> {
                    int weights = ((Recurrence) layer.operation()).bias() ? 4 : 2;
                    return IntStream.range(0, layer.parameters().size())
                            .filter(i -> i % weights == 1)
                            .mapToObj(layer.parameters()::get);
                })
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

    private static int size(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return switch (slot.layout()) {
            case VECTOR -> Buffer.padded(shape.elements());
            case PANELS -> Math.multiplyExact(Buffer.padded(shape.size(0)), shape.size(1));
            case PADDED_ROWS -> Math.multiplyExact(shape.size(0), Buffer.padded(shape.size(1)));
            case WINDOW_PANELS ->
                Math.multiplyExact(
                        Math.multiplyExact(slot.groups(), Buffer.padded(shape.size(0) / slot.groups())),
                        shape.elements() / shape.size(0));
            case FOLD_PANELS -> Math.multiplyExact(Buffer.padded(shape.size(1)), shape.elements() / shape.size(1));
        };
    }
}
