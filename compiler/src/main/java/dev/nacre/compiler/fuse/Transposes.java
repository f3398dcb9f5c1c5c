package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.Plan.Transpose;
import dev.nacre.compiler.model.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The transposed copies of weights that a backward pass needs, each made once. */
final class Transposes {

    private final ParameterStorage storage;
    private final Map<String, Transpose> byParameter = new LinkedHashMap<>();
    private int size;

    Transposes(ParameterStorage storage) {
        this.storage = storage;
    }

    /** The transposed copy of a weight. */
    Operand of(String parameter) {
        return new Operand.OfTransposed(
                parameter,
                byParameter.computeIfAbsent(parameter, this::transpose).to());
    }

    private Transpose transpose(String name) {
        ParameterStorage.Slot slot = storage.slot(name);
        Shape shape = slot.parameter().shape();
        Transpose transpose = new Transpose(name, shape.size(0), shape.size(1), slot.offset(), size);
        size = Math.addExact(size, Math.multiplyExact(Buffer.padded(shape.size(1)), shape.size(0)));
        return transpose;
    }

    List<Transpose> all() {
        Collection<Transpose> all = byParameter.values();
        return List.copyOf(all);
    }

    int size() {
        return size;
    }
}
