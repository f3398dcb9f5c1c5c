package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.ModelStream;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Shape;
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
        Port port = passes.model.spec().inputs().get(0);
        return elements(PackedSample.arrays(sample.inputs())[0]) / port.rowWidth();
    }

    private static int elements(Object array) {
        return array instanceof float[] floats ? floats.length : ((int[]) array).length;
    }

    /** How many rows there are of the outputs when so many steps were taken. */
    private int outputs(int steps) {
        return passes.model
                .spec()
                .outputs()
                .get(0)
                .lengthOfSamples()
                .orElseThrow()
                .places(steps);
    }

    /** Singly, at once, and cut in two ways, with a saved state and a copy at a place between. */
    private void go(ModelStream first, int round) throws ReflectiveOperationException {
        ModelStream stream = first;
        int all = steps();
        Object[] inputs = rows(passes.model.spec().inputs(), sample.inputs());
        Object[] outputs = rows(passes.model.spec().outputs(), sample.outputs());
        List<PortArrays> parts = new ArrayList<>();
        for (int at = 0; at < all; ) {
            int n = round == 0 ? 1 : round == 1 ? all : random.nextInt(0, Math.min(4, all - at) + 1);
            boolean single = n == 1 && random.nextBoolean();
            int from = outputs(at);
            int rows = outputs(at + n) - from;
            Object[] some = cut(outputs, from, single ? 1 : rows, outputs(all));
            PortArrays made = PackedSample.untouched(List.of(PortArrays.of(some)));
            Object answer = call(stream, single, cut(inputs, at, n, all), PackedSample.arrays(made), n);
            if (answer != null) {
                assertEquals(single ? (Object) (rows == 1) : (Object) rows, answer, "rows of outputs");
            }
            if (rows > 0) {
                parts.add(made);
            }
            at += n;
            if (round > 1 && random.nextInt(3) == 0) {
                stream = other(stream, round == 2);
            }
        }
        PackedSample.assertSame("stream, round " + round, PortArrays.of(outputs), PackedSample.packed(parts));
    }

    /** A row for each step, wherever the steps' axis is. */
    private static Object[] rows(List<Port> ports, PortArrays arrays) {
        Object[] rows = PackedSample.arrays(arrays);
        for (int i = 0; i < rows.length; i++) {
            Shape shape = ports.get(i).shape();
            int inner = 1;
            for (int axis = shape.lengthAxis() + 1; axis < shape.rank(); axis++) {
                inner *= shape.sizes().get(axis);
            }
            if (rows[i] instanceof float[] floats) {
                int width = ports.get(i).rowWidth();
                int steps = floats.length / width;
                float[] turned = new float[floats.length];
                for (int at = 0; at < floats.length; at++) {
                    int step = at / inner % steps;
                    turned[step * width + at / inner / steps * inner + at % inner] = floats[at];
                }
                rows[i] = turned;
            }
        }
        return rows;
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

    /** Some rows, or, where there are none so far on, as many of the last. */
    private static Object[] cut(Object[] arrays, int at, int n, int all) {
        return Arrays.stream(arrays)
                .map(array -> {
                    int row = elements(array) / all;
                    int from = Math.min(at, all - n) * row;
                    return array instanceof float[] floats
                            ? Arrays.copyOfRange(floats, from, from + n * row)
                            : Arrays.copyOfRange((int[]) array, from, from + n * row);
                })
                .toArray();
    }

    private static Object call(ModelStream stream, boolean single, Object[] inputs, Object[] outputs, int n)
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
            return method.invoke(stream, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError("stream", e.getCause());
        }
    }
}
