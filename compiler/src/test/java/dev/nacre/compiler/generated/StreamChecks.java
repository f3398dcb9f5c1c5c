package dev.nacre.compiler.generated;

import dev.nacre.runtime.ModelStream;
import dev.nacre.runtime.PortArrays;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Steps of a stream have the bits of the whole sequence, however it is cut. */
final class StreamChecks {

    private final Passes passes;
    private final PackedSample sample;
    private final SplittableRandom random;

    StreamChecks(Passes passes, PackedSample sample, long seed) {
        this.passes = passes;
        this.sample = sample;
        this.random = new SplittableRandom(seed);
    }

    void check() throws ReflectiveOperationException {
        ModelStream stream =
                (ModelStream) passes.model.getClass().getMethod("newStream").invoke(passes.model);
        for (int round = 0; round < 4; round++) {
            go(stream, round);
            stream.reset();
        }
    }

    private int steps() {
        int port = passes.model.spec().inputs().get(0).width();
        int bound = passes.model.spec().inputs().get(0).bound();
        Object first = PackedSample.arrays(sample.inputs())[0];
        int elements = first instanceof float[] floats ? floats.length : ((int[]) first).length;
        return elements / (port / bound);
    }

    /** Singly, at once, and cut in two ways, with a saved state and a copy at a place between. */
    private void go(ModelStream first, int round) throws ReflectiveOperationException {
        ModelStream stream = first;
        int all = steps();
        List<PortArrays> parts = new ArrayList<>();
        for (int at = 0; at < all; ) {
            int n = round == 0 ? 1 : round == 1 ? all : random.nextInt(0, Math.min(4, all - at) + 1);
            boolean single = n == 1 && random.nextBoolean();
            Object[] inputs = cut(sample.inputs(), at, n, all);
            PortArrays outputs = PackedSample.untouched(List.of(PortArrays.of(cut(sample.outputs(), at, n, all))));
            call(stream, single, inputs, PackedSample.arrays(outputs), n);
            parts.add(outputs);
            at += n;
            if (round > 1 && random.nextInt(3) == 0) {
                stream = other(stream, round == 2);
            }
        }
        PackedSample.assertSame("stream, round " + round, sample.outputs(), PackedSample.packed(parts));
    }

    private ModelStream other(ModelStream stream, boolean saved) throws ReflectiveOperationException {
        if (!saved) {
            return (ModelStream) stream.getClass().getMethod("copy").invoke(stream);
        }
        ModelStream other =
                (ModelStream) passes.model.getClass().getMethod("newStream").invoke(passes.model);
        other.restore(stream.save());
        return other;
    }

    private static Object[] cut(PortArrays arrays, int at, int n, int all) {
        return Arrays.stream(PackedSample.arrays(arrays))
                .map(array -> {
                    if (array instanceof float[] floats) {
                        int row = floats.length / all;
                        return Arrays.copyOfRange(floats, at * row, (at + n) * row);
                    }
                    int[] ints = (int[]) array;
                    int row = ints.length / all;
                    return Arrays.copyOfRange(ints, at * row, (at + n) * row);
                })
                .toArray();
    }

    private static void call(ModelStream stream, boolean single, Object[] inputs, Object[] outputs, int n)
            throws ReflectiveOperationException {
        Method method = Arrays.stream(stream.getClass().getMethods())
                .filter(each -> each.getName().equals(single ? "step" : "steps"))
                .findFirst()
                .orElseThrow();
        List<Object> arguments = new ArrayList<>(List.of(inputs));
        arguments.addAll(List.of(outputs));
        if (!single) {
            arguments.add(n);
        }
        try {
            method.invoke(stream, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError("stream", e.getCause());
        }
    }
}
