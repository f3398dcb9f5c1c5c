package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nacre.compiler.emit.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a session allocates beside inputs and outputs does not grow with the batch: scratch space for a block and a thread. */
class ScratchSpaceTest {

    private static final String LARGE =
            "model Large < linear(256,1024); relu; linear(1024,1024); relu; linear(1024,256) >";

    private static final int SAMPLES = 4096;
    private static final long MEBIBYTE = 1 << 20;

    private final CompiledModels models = CompiledModels.of(LARGE);

    @Test
    void oneThreadPredictsALargeBatchWithAMebibyte() {
        long bytes = allocated(1);
        assertTrue(bytes <= MEBIBYTE, bytes + " bytes");
    }

    @Test
    void twoThreadsPredictALargeBatchWithTwoMebibytes() {
        long bytes = allocated(2);
        assertTrue(bytes <= 2 * MEBIBYTE, bytes + " bytes");
    }

    /** Vectors are objects until they are compiled, so the kernels are plain loops; they have the same scratch space. */
    private long allocated(int threads) {
        Model model = models.create("Large", Target.SCALAR, 1);
        float[] xs = new float[SAMPLES * 256];
        float[] ys = new float[SAMPLES * 256];
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = meter.getThreadAllocatedBytes(thread);
        InferenceSession session = model.newSession();
        session.threads(threads);
        session.predict(xs, ys, SAMPLES);
        return meter.getThreadAllocatedBytes(thread) - before;
    }
}
