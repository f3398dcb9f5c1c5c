package dev.nacre.runtime;

import dev.nacre.runtime.argument.NearestNames;
import dev.nacre.runtime.argument.Quoted;
import dev.nacre.runtime.random.CounterRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and buffers of a model, or their gradients: named tensors in PyTorch's order, stored in one array in the
 * layouts that kernels want.
 *
 * <p>Any number of threads may read. A writer is not synchronised with readers: who predicts while an optimiser steps, or while
 * {@link #copyFrom} or {@link Tensor#copyFrom} writes, may see old and new values mixed, and writers that work at once may
 * mix theirs for good. To change all weights at once while others predict, make another model, by {@link Model#copy} or by
 * loading one, and let a {@code volatile} field refer to it: who reads the field gets one whole set of weights or the other.
 */
public final class Parameters implements Iterable<Tensor> {

    private static final int[] NO_HALVES = {};

    /** The step that {@link CounterRandom} counts initialisation as, apart from those of any training. */
    private static final long INITIALIZATION = -1;

    private final ModelSpec spec;
    private final float[] values;
    private final @Nullable HalfWeights halfWeights;
    private final Map<String, Tensor> tensors;
    private final AtomicLong version = new AtomicLong();

    private Parameters(ModelSpec spec, float[] values, @Nullable HalfWeights halfWeights) {
        this.spec = spec;
        this.values = values;
        this.halfWeights = halfWeights;
        this.tensors = new LinkedHashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            tensors.put(parameter.name(), new Tensor(this, parameter));
        }
    }

    /** All zeros: for gradients, or to be loaded into. */
    public static Parameters zeros(ModelSpec spec) {
        return new Parameters(spec, new float[spec.storageSize()], null);
    }

    /** With weights of 16 bits; nothing changes them any more. */
    static Parameters of(ModelSpec spec, HalfWeights weights) {
        return new Parameters(spec, weights.floats(), weights);
    }

    /** Drawn by each parameter's {@link ParameterSpec#initializer()}. The same seed gives the same values on every machine. */
    public static Parameters initialized(ModelSpec spec, long seed) {
        Parameters result = zeros(spec);
        int most = 0;
        for (ParameterSpec parameter : spec.parameters()) {
            most = Math.max(most, parameter.shape().elements());
        }
        float[] drawn = new float[most];
        int stream = 0;
        for (ParameterSpec parameter : spec.parameters()) {
            int key = CounterRandom.key(seed, INITIALIZATION, stream++, 0);
            parameter.initializer().fill(drawn, parameter.shape(), key);
            result.get(parameter.name()).write(drawn);
        }
        return result;
    }

    /** The model that these are for. */
    public ModelSpec spec() {
        return spec;
    }

    /**
     * The tensor of that name, live.
     *
     * @throws IllegalArgumentException if there is none; names the model and the nearest names
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            Optional<String> hint = NearestNames.of(name, names());
            throw new IllegalArgumentException(spec.name() + " has no parameter " + Quoted.of(name)
                    + hint.map(names -> "; did you mean " + names + "?").orElse(""));
        }
        return tensor;
    }

    /** Whether there is a tensor of that name. */
    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    /** All names, in PyTorch's order. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** The number of tensors. */
    public int size() {
        return tensors.size();
    }

    /** The tensors, in PyTorch's order. */
    @Override
    public Iterator<Tensor> iterator() {
        return List.copyOf(tensors.values()).iterator();
    }

    /**
     * What weights are, which is all parameters of at least two axes: {@link ElementType#F32}, unless the model was loaded with
     * {@link LoadOptions#weights}. Of {@link ElementType#BF16} or {@link ElementType#F16}, parameters can be read, widened to
     * {@code float}, and copied, but not written to: who would gets an {@link IllegalStateException}.
     */
    public ElementType weights() {
        return halfWeights == null ? ElementType.F32 : halfWeights.type();
    }

    /**
     * What the elements of one parameter are: {@link #weights()} if it has at least two axes, {@link ElementType#F32} otherwise.
     *
     * @throws IllegalArgumentException if there is none of that name; names the model and the nearest names
     */
    public ElementType elements(String name) {
        return get(name).shape().length >= 2 ? weights() : ElementType.F32;
    }

    /** The bytes of the storage, with its padding. */
    public long bytes() {
        return (long) Float.BYTES * values.length + (long) Integer.BYTES * halves().length;
    }

    /**
     * What is stored as floats, for generated code that predicts: {@link #values()}, or with weights of 16 bits all but the
     * {@link #halves()}, in the order of the spec without gaps.
     */
    @SuppressWarnings("ReturnsMutable")
    public float[] floats() {
        return values;
    }

    /**
     * The large weights of 16 bits, two in each {@code int}, for generated code that predicts; empty if there are none. Of a panel
     * of a layout, or of a padded row, groups of 16 elements in pairs, the first in the lower halves of 16 ints.
     */
    @SuppressWarnings("ReturnsMutable")
    public int[] halves() {
        return halfWeights == null ? NO_HALVES : halfWeights.halves();
    }

    /**
     * The storage itself, for generated code that trains, and optimisers: each parameter at its {@link ParameterSpec#offset()} in its
     * {@link ParameterSpec#layout()}, everything between them zero. Who writes to it leaves the padding zero and calls
     * {@link #touch()}.
     *
     * @throws IllegalStateException if {@link #weights()} are of 16 bits
     */
    @SuppressWarnings("ReturnsMutable")
    public float[] values() {
        checkFloats();
        return values;
    }

    private void checkFloats() {
        if (halfWeights != null) {
            throw new IllegalStateException(spec.name() + " has weights of " + weights()
                    + ", which can be read and predicted with, but neither trained nor written to;"
                    + " for that, load the file without LoadOptions.weights(…)");
        }
    }

    /** One element of a parameter, by its row-major index. */
    float get(ParameterSpec parameter, int element) {
        return halfWeights == null
                ? values[parameter.offset() + parameter.layout().index(element)]
                : halfWeights.get(parameter, element);
    }

    /** The parts of the storage that optimisers update, ascending, neighbours merged. */
    public List<Range> trainable() {
        return spec.trainable();
    }

    /** Other tensors with the same values; weights of 16 bits, which nothing changes, are shared. */
    public Parameters copy() {
        return halfWeights == null ? new Parameters(spec, values.clone(), null) : of(spec, halfWeights);
    }

    /**
     * Takes over the values of another set of the same model. It is not done at once: who predicts with these meanwhile may get
     * results of old and new values mixed. To serve without a break, replace the model, see above.
     *
     * @param other may have weights of 16 bits, which are widened
     * @throws IllegalArgumentException if it is another model's
     * @throws IllegalStateException if these {@link #weights()} are of 16 bits
     */
    public void copyFrom(Parameters other) {
        if (other.spec != spec) {
            throw new IllegalArgumentException(
                    "Parameters of " + spec.name() + " cannot be copied from those of " + other.spec.name());
        }
        checkFloats();
        if (other.halfWeights == null) {
            System.arraycopy(other.values, 0, values, 0, values.length);
        } else {
            for (Tensor tensor : other.tensors.values()) {
                get(tensor.name()).write(tensor.toArray());
            }
        }
        touch();
    }

    /** Changes whenever someone writes: what was derived from the values at another version is stale. */
    public long version() {
        return version.get();
    }

    /** Says that {@link #values()} have changed. */
    public void touch() {
        version.incrementAndGet();
    }

    /** Each name, followed by its tensor. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        tensors.forEach((name, tensor) -> lines.add(name + " " + tensor));
        return String.join("\n", lines);
    }
}
