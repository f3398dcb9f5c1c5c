package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.Placement;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a session allocates beside inputs and outputs does not grow with the batch: scratch space for a block and a thread. */
class ScratchSpaceTest {

    private static final String LARGE =
            "model Large < linear(256,1024); relu; linear(1024,1024); relu; linear(1024,256) >";

    private static final String PICTURES = """
            model Pictures (x: [1, 28, 28]) <
              conv2d(16, 3, padding = 1); relu; maxpool2d(2); conv2d(32, 3, padding = 1); relu; maxpool2d(2);
              flatten; linear(10)
            >
            """;

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

    /** Windows are never stored, so that there is no copy of an image for each element of a kernel. */
    @Test
    void aConvolutionalNetworkNeedsNoMoreThanItsActivations() {
        Network network = Models.parse(PICTURES);
        PlacedPlan placed = Placement.place(NnCompiler.plan(network)).orElseThrow();
        int activations = network.layers().stream()
                .mapToInt(layer -> layer.output().elements())
                .sum();
        int one = placed.one().size();
        int training = placed.training().size() / placed.block();
        assertTrue(one <= activations, one + " floats predict a sample of " + activations);
        assertTrue(training <= 2 * activations, training + " floats learn from a sample of " + activations);
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
