package dev.nacre.compiler.generated;

import dev.nacre.runtime.BlockInference;
import dev.nacre.runtime.BlockTraining;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.PhasedTraining;
import dev.nacre.runtime.SessionScratch;
import dev.nacre.runtime.TrainingPass;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
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
    private final List<float[]> fenced = new ArrayList<>();
    /** What has the arrays: the training itself, or what a session's thread has of it. */
    private Object scratch;

    private Fences(Object owner, Class<?> base) {
        this.owner = owner;
        this.base = base;
        this.scratch = owner;
    }

    static Fences of(InferenceSession session) {
        return new Fences(session, BlockInference.class);
    }

    /** Also of what samples share in the phases of a training, and of the transposed copies of weights. */
    static Fences of(TrainingPass training) {
        Fences fences = new Fences(training, BlockTraining.class);
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
        if (base == BlockInference.class) {
            fenceScratch();
        }
        float[][] arenas = (float[][]) get(scratch, scratchType(), "arenas");
        int most = n / block + 1 + threads;
        if (arenas.length < most) {
            float[][] more = Arrays.copyOf(arenas, most);
            for (int i = arenas.length; i < most; i++) {
                more[i] = with((int) get(owner, base, "arenaSize"));
            }
            set(scratch, scratchType(), "arenas", more);
        }
        fenced.forEach(array -> Arrays.fill(array, 0, Floats.unfenced(array), Float.NaN));
    }

    private Class<?> scratchType() {
        return scratch == owner ? base : SessionScratch.class;
    }

    /** A session gives a thread its scratch space when it comes in for the first time. */
    private void fenceScratch() {
        try {
            Object entered = entry().invoke(owner);
            ((SessionScratch) entered).leave();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("enter", e);
        }
        Object current = get(owner, base, "scratch");
        if (current != scratch) {
            scratch = current;
            fenced.clear();
            set(scratch, SessionScratch.class, "one", with((int) get(owner, base, "oneSize")));
        }
    }

    /** Fails if anything behind the scratch space was written. */
    void check(String call) {
        for (float[] array : fenced) {
            Floats.inside(call + ", scratch space", array);
        }
    }

    private static Method entry() throws NoSuchMethodException {
        Method enter = BlockInference.class.getDeclaredMethod("enter");
        enter.setAccessible(true);
        return enter;
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
