package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.Plan.Transpose;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The transposed copies of weights that a backward pass needs, each made once. */
final class Transposes {

    private final ParameterStorage storage;
    private final Map<String, List<Transpose>> byParameter = new LinkedHashMap<>();
    private int size;

    Transposes(ParameterStorage storage) {
        this.storage = storage;
    }

    /** The transposed copy of a weight, or of one of the groups of a weight for windows. */
    Operand of(String parameter, int group) {
        List<Transpose> groups = byParameter.computeIfAbsent(parameter, this::transpose);
        return new Operand.OfTransposed(parameter, groups.get(group).to());
    }

    private List<Transpose> transpose(String name) {
        ParameterStorage.Slot slot = storage.slot(name);
        Shape shape = slot.parameter().shape();
        boolean fold = slot.layout() == ParameterStorage.Layout.FOLD_PANELS;
        int first = shape.size(0) / slot.groups();
        int out = fold ? shape.size(1) : first;
        int in = fold ? first : shape.size(1);
        int taps = WindowProduct.taps(slot);
        List<Transpose> groups = new ArrayList<>();
        for (int group = 0; group < slot.groups(); group++) {
            int from = slot.offset() + group * Buffer.padded(out) * in * taps;
            groups.add(new Transpose(name, out, in, taps, from, size));
            size = Math.addExact(size, Math.multiplyExact(Buffer.padded(in), Math.multiplyExact(out, taps)));
        }
        return groups;
    }

    List<Transpose> all() {
        return byParameter.values().stream().flatMap(List::stream).toList();
    }

    int size() {
        return size;
    }
}
