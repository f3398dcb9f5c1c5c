package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Checkpoint;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.training.Dataset;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What batch normalisation does to its buffers, and what it asks of a batch. */
class BatchNormTest {

    private static final SourceFile MODELS = new SourceFile("norms.nn", "test", """
            model Plain (x: [2]) < bn: batchnorm1d >
            model Replacing (x: [2]) < bn: batchnorm1d(momentum = 1) >
            model Twice (x: [2]) < bn: batchnorm1d(momentum = 0.5); use bn >
            model Learning (x: [3]) < fc: linear(8); bn: batchnorm1d; relu; head: linear(1) >
            model Keeping (x: [3]) < @frozen chain < fc: linear(8); bn: batchnorm1d >; relu; head: linear(1) >
            """);

    private static final float[] XS = {1, 10, 2, 20, 3, 60};

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(BatchNormTest.MODELS);
    }

    private static Model model(String name, Target target) {
        return Compiled.MODELS.create(name, target, 1);
    }

    private static float[] buffer(Model model, String name) {
        return model.parameters().get(name).toArray();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aForwardMovesRunningStatisticsTowardsTheBatchs(Target target) {
        Model model = model("Plain", target);
        TrainingPass training = model.newTraining();
        long version = model.parameters().version();
        training.forward(XS, new float[6], 3);
        assertArrayEquals(new float[] {0.2f, 3}, buffer(model, "bn.running_mean"), 1e-6f);
        assertArrayEquals(new float[] {0.9f + 0.1f, 0.9f + 0.1f * 700}, buffer(model, "bn.running_var"), 1e-4f);
        assertFalse(version == model.parameters().version());
    }

    @Test
    void aSingleLastSampleIsRefusedBeforeTheFirstBatch() {
        Model model = model("Learning", Target.SCALAR);
        Parameters before = model.parameters().copy();
        Trainer trainer = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .batchSize(2)
                .build();
        assertEquals(
                "Learning: the batch normalisation bn cannot learn from a batch of one sample, in which each channel has one"
                        + " value, and 5 samples in batches of 2 leave one over; set batchSize(3), or give it another number"
                        + " of samples",
                assertThrows(IllegalArgumentException.class, () -> trainer.fit(Dataset.of(new float[15], new float[5])))
                        .getMessage());
        assertArrayEquals(before.values(), model.parameters().values());
        trainer.fit(Dataset.of(new float[18], new float[6]));
    }

    @Test
    void predictionsReadTheStatisticsThatTrainingLeaves() {
        Model model = model("Replacing", Target.SCALAR);
        float[] before = new float[6];
        model.newSession().predict(XS, before, 3);
        assertArrayEquals(XS, before, 1e-3f);
        model.newTraining().forward(XS, new float[6], 3);
        float[] after = new float[6];
        model.newSession().predict(XS, after, 3);
        float deviation = (float) Math.sqrt(700);
        assertArrayEquals(new float[] {-1, -20 / deviation, 0, -10 / deviation, 1, 30 / deviation}, after, 1e-4f);
    }

    @Test
    void aLayerThatIsUsedTwiceMovesThemTwice() {
        Model model = model("Twice", Target.SCALAR);
        model.newTraining().forward(XS, new float[6], 3);
        assertArrayEquals(new float[] {0.5f * 0.5f * 2, 0.5f * 0.5f * 30}, buffer(model, "bn.running_mean"), 1e-4f);
        float[] variance = {0.5f * (0.5f + 0.5f) + 0.5f * 1.5f, 0.5f * (0.5f + 0.5f * 700) + 0.5f * 1.5f};
        assertArrayEquals(variance, buffer(model, "bn.running_var"), 1e-3f);
    }

    @Test
    void aBatchOfOneSampleIsRefusedBeforeAnythingChanges() {
        Model model = model("Learning", Target.SCALAR);
        TrainingPass training = model.newTraining();
        Parameters before = model.parameters().copy();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> training.forward(new float[3], new float[1], 1))
                .getMessage();
        assertEquals(
                "Learning: the batch normalisation bn cannot learn from a batch of one sample, in which each channel has"
                        + " one value; give it 2 samples or more, and choose a batch size that leaves no single one over",
                message);
        assertArrayEquals(before.values(), model.parameters().values());
        model.newSession().predict(new float[3], new float[1], 1);
    }

    @Test
    void aBatchWithoutSamplesChangesNothing() {
        Model model = model("Learning", Target.SCALAR);
        Parameters before = model.parameters().copy();
        TrainingPass training = model.newTraining();
        training.forward(new float[0], new float[0], 0);
        training.backward(new float[0], 0);
        assertArrayEquals(before.values(), model.parameters().values());
        assertArrayEquals(
                new float[before.values().length], training.gradients().values());
    }

    @Test
    void optimisersLeaveBuffersAlone() {
        Model model = model("Learning", Target.S256);
        Trainer trainer = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .build();
        Model other = model("Learning", Target.S256);
        float[] xs = Floats.moderate(30, 5);
        TrainingPass training = other.newTraining();
        training.forward(xs, new float[10], 10);
        training.backward(Floats.moderate(10, 6), 10);
        trainer.step(xs, new float[10], 10);
        for (String name : List.of("bn.running_mean", "bn.running_var")) {
            assertArrayEquals(buffer(other, name), buffer(model, name), name);
            assertArrayEquals(new float[8], training.gradients().get(name).toArray());
        }
        assertFalse(Arrays.equals(buffer(other, "bn.weight"), buffer(model, "bn.weight")));
    }

    @Test
    void aFrozenLayerKeepsItsWeightAndGoesOnCountingAsPyTorchDoes() {
        Model model = model("Keeping", Target.SCALAR);
        Parameters before = model.parameters().copy();
        Trainer trainer = Trainer.of(model)
                .loss(Losses.mse())
                .optimizer(Optimizers.sgd(0.1))
                .build();
        trainer.step(Floats.moderate(30, 5), new float[10], 10);
        assertArrayEquals(before.get("0.bn.weight").toArray(), buffer(model, "0.bn.weight"));
        assertFalse(Arrays.equals(before.get("0.bn.running_mean").toArray(), buffer(model, "0.bn.running_mean")));
    }

    @Test
    void buffersAreSavedAndLoaded(@TempDir Path directory) throws IOException {
        Model model = model("Learning", Target.SCALAR);
        model.newTraining().forward(Floats.moderate(30, 5), new float[10], 10);
        Path file = directory.resolve("learning.safetensors");
        Checkpoint.save(model.parameters(), file);
        Model loaded = model("Learning", Target.SCALAR);
        Checkpoint.load(loaded.parameters(), file);
        assertArrayEquals(model.parameters().values(), loaded.parameters().values());
    }

    @Test
    void inAPredictionItIsPartOfTheProductBeforeIt() {
        Plan plan = NnCompiler.plan(NnCompiler.check(List.of(MODELS), new Diagnostics()).stream()
                .filter(network -> network.name().equals("Learning"))
                .findFirst()
                .orElseThrow());
        List<String> ofSamples = plan.predict().stream()
                .map(Step::kernel)
                .filter(kernel -> kernel instanceof Columns || kernel instanceof Dot)
                .map(Kernel::label)
                .toList();
        assertEquals(List.of("linearBatchnorm1dRelu", "linear"), ofSamples);
        assertEquals(4, plan.predict().size(), "and a scale and a shift for all samples");
    }
}
