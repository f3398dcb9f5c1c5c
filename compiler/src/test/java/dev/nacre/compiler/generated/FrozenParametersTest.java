package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.runtime.Checkpoint;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ParameterSpec;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that are not trained keep their values and get no gradients, and everything else is as if they were. */
class FrozenParametersTest {

    private static final Set<String> CHOSEN = Set.of("NoBias", "Image", "From32To2", "From48To2", "PreluOnly");

    /** Vectors of one width are enough: that all have the same bits is another test's. */
    private static final List<Target> TARGETS = List.of(Target.SCALAR, Target.S256);

    private static final int SAMPLES = 37;

    @TempDir
    Path directory;

    /** Which parameters of a network are frozen, by their place among all. */
    private enum Freezing {
        ALL,
        EVEN,
        ODD;

        private boolean isFrozen(int place) {
            return switch (this) {
                case ALL -> true;
                case EVEN -> place % 2 == 0;
                case ODD -> place % 2 == 1;
            };
        }

        Network of(Network network) {
            List<Parameter> all = network.parameters();
            List<Parameter> frozen = IntStream.range(0, all.size())
                    .mapToObj(i -> isFrozen(i) ? frozen(all.get(i)) : all.get(i))
                    .toList();
            return new Network(
                    network.name() + name(),
                    network.packageName(),
                    network.doc(),
                    network.visibility(),
                    network.inputs(),
                    network.outputs(),
                    network.layers(),
                    frozen,
                    network.span());
        }

        private static Parameter frozen(Parameter parameter) {
            return new Parameter(parameter.name(), parameter.shape(), parameter.initialization(), false);
        }
    }

    private static final class Compiled {
        static final CompiledModels MODELS = CompiledModels.of(
                chosen().stream()
                        .flatMap(network -> Stream.concat(
                                Stream.of(network),
                                Arrays.stream(Freezing.values()).map(freezing -> freezing.of(network))))
                        .toList(),
                Set.copyOf(TARGETS));
    }

    private static List<Network> chosen() {
        return EveryOperation.networks(CHOSEN);
    }

    private static Passes passes(CompiledModels models, String name, Target target) {
        return new Passes(models, name, target, count -> Floats.moderate(count, count));
    }

    private static Stream<DynamicTest> everywhere(BiConsumer<Network, Freezing> check) {
        return chosen().stream().flatMap(network -> Arrays.stream(Freezing.values())
                .map(freezing -> dynamicTest(network.name() + " " + freezing, () -> check.accept(network, freezing))));
    }

    @TestFactory
    Stream<DynamicTest> outputsAndOtherGradientsHaveTheSameBitsAndFrozenOnesAreZero() {
        return everywhere((network, freezing) -> {
            for (Target target : TARGETS) {
                Passes trained = passes(Compiled.MODELS, network.name(), target);
                Passes frozen = passes(Compiled.MODELS, network.name() + freezing, target);
                float[] xs = Floats.signed(SAMPLES * trained.in, 3);
                float[] gradients = Floats.signed(SAMPLES * trained.out, 5);
                Map<String, float[]> expected = trained.train(1, xs, gradients, SAMPLES);
                for (ParameterSpec parameter : frozen.model.spec().parameters()) {
                    if (!parameter.trainable()) {
                        expected.computeIfPresent(
                                "gradient of " + parameter.name(), (name, values) -> new float[values.length]);
                    }
                }
                Passes.assertSameBits(target + "", expected, frozen.train(1, xs, gradients, SAMPLES));
                Passes.assertSameBits(target + "", expected, frozen.train(2, xs, gradients, SAMPLES));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> onlyTrainedParametersHaveKernelsForTheirGradients() {
        return everywhere((network, freezing) -> {
            Network frozen = freezing.of(network);
            Plan plan = NnCompiler.plan(frozen);
            boolean anyTrained = frozen.parameters().stream().anyMatch(Parameter::trainable);
            assertEquals(anyTrained, !plan.accumulate().isEmpty());
            assertTrue(plan.accumulate().size()
                    <= NnCompiler.plan(network).accumulate().size());
        });
    }

    @Test
    void noOptimizerTouchesFrozenParameters() {
        List<Optimizer> optimizers = List.of(
                Optimizers.sgd(0.1).momentum(0.9).weightDecay(0.1),
                Optimizers.adam(0.01).weightDecay(0.1),
                Optimizers.adamw(0.01).weightDecay(0.1),
                Optimizers.rmsprop(0.01).weightDecay(0.1),
                Optimizers.adagrad(0.01).weightDecay(0.1));
        for (Optimizer optimizer : optimizers) {
            Model model = passes(Compiled.MODELS, "From32To2EVEN", Target.SCALAR).model;
            Parameters before = model.parameters().copy();
            Trainer trainer = Trainer.of(model)
                    .loss(Losses.mse())
                    .optimizer(optimizer)
                    .clipNorm(0.5)
                    .threads(2)
                    .build();
            for (int step = 0; step < 5; step++) {
                trainer.step(Floats.moderate(8 * 32, step), Floats.moderate(8 * 3, step), 8);
            }
            for (ParameterSpec parameter : model.spec().parameters()) {
                String name = parameter.name();
                float[] now = model.parameters().get(name).toArray();
                assertEquals(
                        !parameter.trainable(), Arrays.equals(before.get(name).toArray(), now), optimizer + " " + name);
            }
        }
    }

    @Test
    void aCheckpointHasFrozenParametersToo() throws IOException {
        Path file = directory.resolve("frozen.safetensors");
        Model frozen = passes(Compiled.MODELS, "From32To2EVEN", Target.SCALAR).model;
        Checkpoint.save(frozen.parameters(), file);
        Model all = Compiled.MODELS.create("From32To2ALL", Target.SCALAR, 77);
        Model none = Compiled.MODELS.create("From32To2", Target.SCALAR, 77);
        for (Model model : List.of(all, none)) {
            Checkpoint.load(model.parameters(), file);
            for (String name : frozen.parameters().names()) {
                Floats.assertSameBits(
                        name,
                        frozen.parameters().get(name).toArray(),
                        model.parameters().get(name).toArray());
            }
        }
    }

    @Test
    void frozenParametersStartAsTheyWouldAndTheSummaryCountsThemApart() {
        Model frozen = Compiled.MODELS.create("PreluOnlyALL", Target.SCALAR, 1);
        assertEquals(0.25f, frozen.parameters().get("0.weight").get(0));
        assertEquals(0, frozen.spec().trainableCount());
        assertEquals(1, frozen.spec().parameterCount());
        String table = frozen.spec().toString();
        assertTrue(table.matches("(?s).*\\nparameters +1\\ntrainable +0\\n.*"), table);
    }

    @Test
    void aModelWithNothingToTrainSaysSoAndStillGivesGradientsOfItsInput() {
        Model model = passes(Compiled.MODELS, "From48To2ALL", Target.SCALAR).model;
        String message = assertThrows(IllegalArgumentException.class, () -> Trainer.of(model)
                        .loss(Losses.mse())
                        .optimizer(Optimizers.sgd(0.1))
                        .build())
                .getMessage();
        assertEquals("From48To2ALL: there is nothing to train, because all parameters are frozen", message);
        TrainingPass pass = model.newTraining();
        pass.forward(Floats.moderate(48, 1), new float[2], 1);
        pass.backward(new float[] {1, 0}, 1);
        float[] gradient = new float[48];
        pass.inputGradient(gradient);
        assertEquals(model.parameters().get("0.weight").get(0, 5), gradient[5]);
        assertTrue(pass.gradientsAreFinite());
        assertFalse(Arrays.equals(new float[48], gradient));
    }
}
