package dev.nacre.compiler.generated;

import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.generated.BlockInference;
import dev.nacre.runtime.generated.BlockTraining;
import dev.nacre.runtime.generated.PhasedTraining;
import dev.nacre.runtime.generated.SessionScratch;
import dev.nacre.runtime.training.TrainingPass;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scratch space of a session or a training, larger than it asked for. What is in it before a call is NaN, so that a value
 * that is read before it is written shows; what is behind it stays untouched, or the call fails.
 */
final class Fences {

    private final Object owner;
    private final Class<?> base;
    /** What has the scratch space for blocks: a training, or what a session keeps for a thread. */
    private final Object scratch;

    private final List<float[]> fenced = new ArrayList<>();

    private Fences(Object owner, Class<?> base, Object scratch) {
        this.owner = owner;
        this.base = base;
        this.scratch = scratch;
    }

    /** For the calling thread alone. */
    static Fences of(InferenceSession session) {
        float[] one = Floats.fenced((int) get(session, BlockInference.class, "oneSize"));
        Fences fences = new Fences(session, BlockInference.class, scratch(one));
        fences.fenced.add(one);
        set(session, BlockInference.class, "scratch", fences.scratch);
        return fences;
    }

    private static Object scratch(float[] one) {
        try {
            Constructor<SessionScratch> constructor =
                    SessionScratch.class.getDeclaredConstructor(Thread.class, float[].class);
            constructor.setAccessible(true);
            return constructor.newInstance(Thread.currentThread(), one);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("scratch", e);
        }
    }

    /** Also of what samples share in the phases of a training, and of the transposed copies of weights. */
    static Fences of(TrainingPass training) {
        Fences fences = new Fences(training, BlockTraining.class, training);
        if (training instanceof PhasedTraining) {
            float[] statistics = (float[]) get(training, PhasedTraining.class, "statistics");
            set(training, PhasedTraining.class, "statistics", fences.with(statistics.length));
        }
        Arrays.fill((float[]) get(training, BlockTraining.class, "transposed"), Float.NaN);
        return fences;
    }

    private float[] with(int size) {
        float[] array = Floats.fenced(size);
        fenced.add(array);
        return array;
    }

    /** Makes everything NaN, before a call with {@code n} samples that reads nothing of what an earlier one wrote. */
    void forget(int n) {
        int threads = (int) get(owner, base, "threads");
        int block = (int) get(owner, base, "block");
        Class<?> type = scratch == owner ? base : SessionScratch.class;
        float[][] arenas = (float[][]) get(scratch, type, "arenas");
        int most = n / block + 1 + threads;
        if (arenas.length < most) {
            float[][] more = Arrays.copyOf(arenas, most);
            for (int i = arenas.length; i < most; i++) {
                more[i] = with((int) get(owner, base, "arenaSize"));
            }
            set(scratch, type, "arenas", more);
        }
        fenced.forEach(array -> Arrays.fill(array, 0, Floats.unfenced(array), Float.NaN));
    }

    /** Fails if anything behind the scratch space was written. */
    void check(String call) {
        for (float[] array : fenced) {
            Floats.inside(call + ", scratch space", array);
        }
    }

    private static Object get(Object owner, Class<?> type, String field) {
        try {
            return accessible(type, field).get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(field, e);
        }
    }

    private static void set(Object owner, Class<?> type, String field, Object value) {
        try {
            accessible(type, field).set(owner, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(field, e);
        }
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
