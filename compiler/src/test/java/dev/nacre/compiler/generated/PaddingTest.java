package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import org.junit.jupiter.api.Test;

/** What is computed beside the elements of a vector's last part reaches nothing. */
class PaddingTest {

    @Test
    void hugeValuesInThePaddingDoNotStopTraining() {
        CompiledModels models = CompiledModels.of("model Low (x: [3]) < linear(5); log_softmax >");
        for (Target target : Target.values()) {
            Model model = models.create("Low", target, 1);
            model.parameters().get("0.bias").copyFrom(new float[] {-200, -200, -200, -200, -200});
            Trainer trainer = Trainer.of(model)
                    .loss(Losses.nll())
                    .optimizer(Optimizers.sgd(0.1))
                    .build();
            float loss = trainer.step(new float[] {1, 2, 3}, new int[] {2}, 1);
            assertTrue(loss > 0 && loss < 10, target + ": " + loss);
        }
    }
}
