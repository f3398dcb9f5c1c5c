package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.training.TrainingPass;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code dropout2d} does to the channels of a sample. */
class ChannelDropoutTest {

    private static final int CHANNELS = 17;
    private static final int PLACES = 6;
    private static final int SAMPLES = 200;
    private static final double P = 0.3;

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of("model Dropped (x: [17, 2, 3]) < dropout2d(0.3) >");
    }

    private static final float[] ONES = ones();

    private static float[] ones() {
        float[] ones = new float[SAMPLES * CHANNELS * PLACES];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] trained(Target target, int threads) {
        TrainingPass training = Compiled.MODELS.create("Dropped", target, 1).newTraining();
        training.seed(5);
        training.threads(threads);
        float[] ys = new float[ONES.length];
        training.forward(ONES, ys, SAMPLES);
        training.backward(ONES, SAMPLES);
        float[] gradients = new float[ONES.length];
        training.inputGradient(gradients);
        assertArrayEquals(ys, gradients, "what is dropped has no gradient");
        return ys;
    }

    @Test
    void aChannelIsZeroOrScaledAsAWhole() {
        float[] ys = trained(Target.SCALAR, 1);
        float kept = (float) (1 / (1 - P));
        for (int channel = 0; channel < SAMPLES * CHANNELS; channel++) {
            float first = ys[channel * PLACES];
            assertEquals(first == 0 ? 0 : kept, first, Math.ulp(kept));
            for (int place = 1; place < PLACES; place++) {
                assertEquals(first, ys[channel * PLACES + place], "channel " + channel + ", place " + place);
            }
        }
    }

    @Test
    void asManyChannelsAreDroppedAsThePWants() {
        float[] ys = trained(Target.SCALAR, 1);
        int dropped = 0;
        for (int channel = 0; channel < SAMPLES * CHANNELS; channel++) {
            dropped += ys[channel * PLACES] == 0 ? 1 : 0;
        }
        int channels = SAMPLES * CHANNELS;
        assertEquals(P * channels, dropped, 4 * Math.sqrt(channels * P * (1 - P)), "four standard deviations");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyTargetDropsTheSameChannels(Target target) {
        float[] expected = trained(Target.SCALAR, 1);
        Floats.assertSameBits("one thread", expected, trained(target, 1));
        Floats.assertSameBits("two threads", expected, trained(target, 2));
    }

    @Test
    void predictionsDropNothing() {
        Model model = Compiled.MODELS.create("Dropped", Target.SCALAR, 1);
        float[] ys = new float[ONES.length];
        model.newSession().predict(ONES, ys, SAMPLES);
        assertArrayEquals(ONES, ys);
    }
}
