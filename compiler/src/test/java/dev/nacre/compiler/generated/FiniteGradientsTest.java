package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.training.TrainingPass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trainer relies on it that not one gradient that is infinite or NaN goes unnoticed, and that none is where none is. */
class FiniteGradientsTest {

    private static final CompiledModels MODELS = CompiledModels.of("model Odd < linear(170,301) >");

    @ParameterizedTest
    @EnumSource(Target.class)
    void eachPlaceCounts(Target target) {
        Model model = MODELS.create("Odd", target, 1);
        TrainingPass training = model.newTraining();
        float[] gradients = training.gradients().values();
        for (int place = 0; place < gradients.length; place += place < 200 || place > gradients.length - 200 ? 1 : 97) {
            for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
                for (int threads : new int[] {1, 2}) {
                    training.threads(threads);
                    gradients[place] = value;
                    assertEquals(false, training.gradientsAreFinite(), value + " at " + place);
                    gradients[place] = -Float.MAX_VALUE;
                    assertEquals(true, training.gradientsAreFinite(), "at " + place);
                }
            }
        }
    }
}
