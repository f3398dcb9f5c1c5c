package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ParameterSpec;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Models with weights of 16 bits predict the bits of models of floats whose weights have been rounded, on every target. */
class HalfWeightsTest {

    private static final SourceFile FILE =
            new SourceFile("models.nn", "test", EveryOperation.resource("halves/models.nn"));
    private static final SameBits.Samples SAMPLES = new SameBits.Samples(14, 14, 13);
    private static final List<ElementType> TYPES = List.of(ElementType.BF16, ElementType.F16);

    private static final class Compiled {
        static final CompiledModels ALL = CompiledModels.of(FILE);
    }

    private static Passes floats(Network network, Target target) {
        return Passes.fenced(Compiled.ALL, network, target, 7);
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsInEveryTargetAndBatchAndOnAnyNumberOfThreads() {
        return networks().flatMap(network -> TYPES.stream().flatMap(type -> {
            SameBits bits = new SameBits(
                    network, SAMPLES, target -> floats(network, target).halved(type));
            return Stream.of(Target.values())
                    .map(target -> dynamicTest(network.name() + " " + type + " " + target, () -> {
                        bits.predictions(target);
                        bits.extremes(target);
                        bits.threads(target);
                    }));
        }));
    }

    @TestFactory
    Stream<DynamicTest> theyAreThoseOfFloatsThatHaveBeenRounded() {
        return networks().flatMap(network -> TYPES.stream()
                .map(type -> dynamicTest(
                        network.name() + " " + type,
                        () -> new SameBits(network, SAMPLES, target -> floats(network, target)).halved(type))));
    }

    @TestFactory
    Stream<DynamicTest> aModelPredictsAsItsSession() {
        return networks().flatMap(network -> TYPES.stream()
                .map(type -> dynamicTest(network.name() + " " + type, () -> {
                    Passes halved = floats(network, Target.SCALAR).halved(type);
                    float[] x = Floats.signed(halved.in, 17);
                    Floats.assertSameBits(
                            "one sample",
                            halved.predictSingly(halved.newSession(), x),
                            halved.predictOfModel().apply(x));
                })));
    }

    @TestFactory
    Stream<DynamicTest> copiesAndWhatIsSavedAreTheSameModel() {
        return networks()
                .map(network -> dynamicTest(network.name(), () -> {
                    Passes halved = floats(network, Target.SCALAR).halved(ElementType.BF16);
                    for (Passes same :
                            List.of(halved.copied(), halved.savedAndLoaded(), halved.halved(ElementType.BF16))) {
                        for (Tensor parameter : halved.model.parameters()) {
                            float[] elements = same.model
                                    .parameters()
                                    .get(parameter.name())
                                    .toArray();
                            Floats.assertSameBits(parameter.name(), parameter.toArray(), elements);
                        }
                        float[] xs = Floats.signed(2 * halved.in, 97);
                        Floats.assertSameBits(
                                "predictions",
                                halved.predict(halved.newSession(), xs, 0, 2),
                                same.predict(same.newSession(), xs, 0, 2));
                    }
                }));
    }

    @Test
    void allLargeWeightsAreKeptIn16BitsThatPredictionsReadAsSuch() {
        Set<String> halved = new TreeSet<>();
        Set<String> large = new TreeSet<>();
        networks().forEach(network -> {
            for (ParameterSpec parameter :
                    floats(network, Target.SCALAR).model.spec().parameters()) {
                String name = network.name() + " " + parameter.name();
                if (parameter.layout().toString().startsWith("Halved")) {
                    halved.add(name);
                }
                if (parameter.shape().rank() > 1 && parameter.shape().elements() >= 4096) {
                    large.add(name);
                }
            }
        });
        assertEquals(large, halved);
        assertEquals(25, halved.size(), halved::toString);
    }

    @Test
    void largeWeightsTakeHalfTheMemory() {
        Passes floats = floats(network("Wide"), Target.SCALAR);
        int weights = 144 * 67 + 144 * 129 + 80 * 129;
        int biases = 144 + 80;
        assertEquals(4L * (weights + biases), floats.model.parameters().bytes());
        int pairs = 9 * 34 * 16 + 9 * 65 * 16 + 5 * 65 * 16;
        assertEquals(
                4L * (pairs + biases),
                floats.halved(ElementType.BF16).model.parameters().bytes());
    }

    @Test
    void trainingIsRefusedWithTheWayOut() {
        for (String name : List.of("Wide", "Little")) {
            Model model = floats(network(name), Target.SCALAR).halved(ElementType.F16).model;
            String message = name + " has weights of F16, which can be read and predicted with, but neither trained nor"
                    + " written to; for that, load the file without LoadOptions.weights(…)";
            assertEquals(
                    message,
                    assertThrows(IllegalStateException.class, model::newTraining)
                            .getMessage());
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Trainer.of(model)
                    .loss(Losses.mse())
                    .optimizer(Optimizers.sgd(0.1))
                    .build());
            assertEquals(message, refused.getMessage());
        }
    }

    @Test
    void aModelOfFloatsTakesOverWidenedWeights() {
        Passes floats = floats(network("Wide"), Target.SCALAR);
        Parameters halved = floats.halved(ElementType.BF16).model.parameters();
        floats.model.parameters().copyFrom(halved);
        for (Tensor parameter : halved) {
            Floats.assertSameBits(
                    parameter.name(),
                    parameter.toArray(),
                    floats.model.parameters().get(parameter.name()).toArray());
        }
    }

    @Test
    void warmUpPredicts() {
        floats(network("Little"), Target.SCALAR).halved(ElementType.BF16).model.warmUp();
    }

    @Test
    void everyMethodIsSmall() {
        assertEquals(Map.of(), MethodSizeTest.large(Compiled.ALL));
    }

    @Test
    void theyCompileWithoutWarnings() {
        assertEquals(List.of(), Compiled.ALL.warnings());
    }

    private static Network network(String name) {
        return networks()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Network> networks() {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(FILE), diagnostics);
        assertEquals(List.of(), diagnostics.sorted());
        return networks.stream();
    }
}
