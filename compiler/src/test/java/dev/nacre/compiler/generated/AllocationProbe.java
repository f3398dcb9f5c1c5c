package dev.nacre.compiler.generated;

import com.sun.management.ThreadMXBean;
import dev.nacre.runtime.Checkpoint;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.LoadOptions;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ModelStream;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints how many bytes predictions of a model of {@link AllocationTest}, and training steps if the property {@code
 * nacre.probe.training} says so, allocate once they are compiled: the least over
 * some rounds, because vectors are allocated until then.
 */
final class AllocationProbe {

    private static final int SAMPLES = 100;
    private static final int CALLS = 200;
    private static final int STEPS = 20;
    /** Long enough for compilation on a busy machine; the first round without allocation ends the wait. */
    private static final long DEADLINE = 60_000_000_000L;

    private AllocationProbe() {}

    public static void main(String[] args) throws ReflectiveOperationException, IOException {
        for (String name : args) {
            Model model = model(Class.forName("test." + name));
            InferenceSession session = model.newSession();
            PortArrays x = PortArrays.zeros(model.spec().inputs(), 1);
            PortArrays y = PortArrays.zeros(model.spec().outputs(), 1);
            PortArrays xs = PortArrays.zeros(model.spec().inputs(), SAMPLES).withLengths(lengths(model));
            PortArrays ys = PortArrays.zeros(model.spec().outputs(), SAMPLES);
            long one = least(CALLS, () -> session.predict(x, y));
            long batch = least(CALLS, () -> session.predict(xs, ys, SAMPLES));
            System.out.println(name + ": " + one + " bytes for one sample, " + batch + " bytes for a batch");
            if (Boolean.getBoolean("nacre.probe.stream")) {
                System.out.println(name + ": " + stream(model) + " bytes for a step");
            }
            if (Boolean.getBoolean("nacre.probe.training")) {
                System.out.println(name + ": " + training(model, xs, ys) + " bytes for a training step");
            }
        }
    }

    /** As many as the bounds allow, and less. */
    private static int[][] lengths(Model model) {
        return model.spec().lengthPorts().stream()
                .map(port -> {
                    int bound = port.bound();
                    int[] each = new int[SAMPLES];
                    for (int i = 0; i < SAMPLES; i++) {
                        each[i] = 1 + i % bound;
                    }
                    return each;
                })
                .toArray(int[][]::new);
    }

    private static long stream(Model model) throws ReflectiveOperationException {
        ModelStream stream =
                (ModelStream) model.getClass().getMethod("newStream").invoke(model);
        float[] x = new float[model.spec().inputs().get(0).rowWidth()];
        float[] y = new float[model.spec().outputs().get(0).rowWidth()];
        Method method = stream.getClass().getMethod("step", float[].class, float[].class);
        MethodHandle step = MethodHandles.lookup()
                .unreflect(method)
                .bindTo(stream)
                .asType(MethodType.methodType(void.class, float[].class, float[].class));
        return least(CALLS, () -> {
            stream.reset();
            try {
                step.invokeExact(x, y);
            } catch (Throwable e) {
                throw new LinkageError("step", e);
            }
        });
    }

    /** With weights of the type that the property {@code nacre.probe.weights} names, if there is one. */
    private static Model model(Class<?> type) throws ReflectiveOperationException, IOException {
        Model created = (Model) type.getMethod("create", long.class).invoke(null, 1L);
        String weights = System.getProperty("nacre.probe.weights");
        if (weights == null) {
            return created;
        }
        Path file = Files.createTempFile("probe", ".safetensors");
        try {
            Checkpoint.save(created.parameters(), file);
            LoadOptions options = LoadOptions.defaults().weights(ElementType.valueOf(weights));
            return (Model) type.getMethod("load", Path.class, LoadOptions.class).invoke(null, file, options);
        } finally {
            Files.delete(file);
        }
    }

    /** Of a model whose outputs are all of float. */
    private static long training(Model model, PortArrays xs, PortArrays ys) {
        TrainingPass training = model.newTraining();
        PortArrays gradients = PortArrays.zeros(model.spec().outputs(), SAMPLES);
        return least(STEPS, () -> {
            training.forward(xs, ys, SAMPLES);
            training.backward(gradients, SAMPLES);
        });
    }

    private static long least(int calls, Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long start = System.nanoTime();
        long least = Long.MAX_VALUE;
        while (least > 0 && System.nanoTime() - start < DEADLINE) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
