package dev.nacre.runtime;

import dev.nacre.runtime.safetensors.HalfFormat;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model whose weights are of 16 bits. Those in a {@link HalvedLayout} are packed in an array of {@code
 * int}, two in each. All else is in an array of floats, small weights rounded. In both arrays, parameters are in the spec's
 * order, without gaps.
 */
final class HalfWeights {

    private static final int[] NOTHING = {};

    private final ElementType type;
    private final HalfFormat format;
    private final Map<String, Integer> offsets = new HashMap<>();
    private final ModelSpec spec;
    private final float[] floats;
    private final int[] halves;

    /** All zeros. */
    HalfWeights(ModelSpec spec, ElementType type) {
        this.spec = spec;
        this.type = type;
        this.format = type == ElementType.BF16 ? HalfFormat.BF16 : HalfFormat.F16;
        int whole = 0;
        int packed = 0;
        for (ParameterSpec parameter : spec.parameters()) {
            if (parameter.layout() instanceof HalvedLayout layout) {
                offsets.put(parameter.name(), packed);
                packed += layout.packed();
            } else {
                offsets.put(parameter.name(), whole);
                whole += parameter.layout().size();
            }
        }
        this.floats = new float[whole];
        this.halves = packed == 0 ? NOTHING : new int[packed];
    }

    /** Whether a parameter is rounded: it has at least two axes. */
    static boolean isWeight(ParameterSpec parameter) {
        return parameter.shape().rank() >= 2;
    }

    ElementType type() {
        return type;
    }

    float[] floats() {
        return floats;
    }

    int[] halves() {
        return halves;
    }

    /** One element of a parameter, by its row-major index. */
    float get(ParameterSpec parameter, int element) {
        int offset = offset(parameter);
        int place = parameter.layout().index(element);
        if (parameter.layout() instanceof HalvedLayout layout) {
            int pair = halves[offset + layout.pair(place)];
            return format.widened(layout.isUpper(place) ? pair >>> 16 : pair);
        }
        return floats[offset + place];
    }

    /**
     * Rounds and packs all elements of a parameter, which has been zero.
     *
     * @return the first element that is no finite number of the type, by its row-major index; null if there is none
     */
    @Nullable
    Integer set(ParameterSpec parameter, float[] elements) {
        int offset = offset(parameter);
        boolean isWeight = isWeight(parameter);
        for (int i = 0; i < elements.length; i++) {
            int place = parameter.layout().index(i);
            int bits = format.rounded(elements[i]);
            if (isWeight && !Float.isFinite(format.widened(bits))) {
                return i;
            } else if (parameter.layout() instanceof HalvedLayout layout) {
                halves[offset + layout.pair(place)] |= layout.isUpper(place) ? bits << 16 : bits & 0xFFFF;
            } else {
                floats[offset + place] = isWeight ? format.widened(bits) : elements[i];
            }
        }
        return null;
    }

    private int offset(ParameterSpec parameter) {
        Integer offset = offsets.get(parameter.name());
        if (offset == null) {
            throw new IllegalArgumentException(spec.name() + " has no parameter " + parameter.name());
        }
        return offset;
    }
}
