package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.Emission;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.generated.EveryOperation;
import dev.nacre.compiler.golden.GoldenCase;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.PlanVerifier;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.lower.Lowering;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.place.PlacementVerifier;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.tensor.MonotoneSinking;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.TransposeSinking;
import dev.nacre.compiler.tensor.Verifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each pass, followed by the verifier of what it makes. */
class PassesTest {

    private static final List<String> MORE = List.of(
            "model Identity (x: [5]) < >",
            "model Single (x: []) < relu; gelu; flatten; linear(1) >",
            "model Reshaped (x: [2,3,5]) < flatten >",
            "model Dropped (x: [3,17]) < dropout(0.3); linear(33); dropout(0.1); prelu; flatten; linear(1) >",
            "model Inner (x: [4,5,6]) < softmax(dim = 0); log_softmax(dim = -2); gelu >",
            "model Deep < linear(20,40); gelu; linear(50); mish; linear(60); silu; linear(50); tanh; linear(3); softmax >",
            "model Wide < linear(1000,1000); relu; linear(1000) >");

    @TestFactory
    Stream<DynamicTest> keepsWhatItsResultPromises() {
        return Stream.concat(GoldenCase.all().stream().map(GoldenCase::nn), MORE.stream())
                .map(nn -> dynamicTest(nn, () -> networks(nn).forEach(PassesTest::verify)));
    }

    @TestFactory
    Stream<DynamicTest> keepsItForEveryOperation() {
        return EveryOperation.networks().stream().map(network -> dynamicTest(network.name(), () -> verify(network)));
    }

    private static List<Network> networks(String nn) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(new SourceFile("m.nn", "", nn)), diagnostics);
        assertEquals(List.of(), diagnostics.sorted());
        return networks;
    }

    private static void verify(Network network) {
        for (Mode mode : Mode.values()) {
            if (mode == Mode.STEP && !network.isStreaming()) {
                continue;
            }
            Program lowered = Lowering.lower(network, mode);
            Verifier.verify(lowered);
            Program transposed = TransposeSinking.sink(lowered);
            Verifier.verify(transposed);
            Verifier.verify(MonotoneSinking.sink(transposed));
        }
        Verifier.verify(Differentiation.differentiate(NnCompiler.program(network, Mode.TRAINING)));
        Plan plan = NnCompiler.plan(network);
        PlanVerifier.verify(plan);
        PlacementVerifier.verify(Placement.place(plan).orElseThrow());
    }

    @Test
    void buffersShareTheArenaWhenTheirLivesDoNotOverlap() {
        Plan plan = NnCompiler.plan(networks(MORE.get(5)).get(0));
        PlacedPlan placed = Placement.place(plan).orElseThrow();
        int separate = 48 + 48 + 64 + 64 + 64 + 64 + 64 + 64 + 16 + 16;
        assertEquals(true, placed.one().size() < separate / 2, () -> "floats of one sample: " + placed.one());
    }

    @Test
    void theClassesOfLoopsHaveTheNamesThatTheCheckerReserves() {
        Network network = networks(MORE.get(0)).get(0);
        Set<String> names = Emission.emit(
                        network, Placement.place(NnCompiler.plan(network)).orElseThrow(), Set.of(Target.values()))
                .stream()
                .map(Emission.JavaSource::path)
                .collect(Collectors.toSet());
        Set<String> reserved = Network.KERNEL_CLASSES.stream()
                .map(suffix -> "Identity" + suffix + ".java")
                .collect(Collectors.toSet());
        reserved.add("Identity.java");
        assertEquals(reserved, names);
    }

    @Test
    void aPlacementWithBuffersOnTopOfEachOtherIsRefused() {
        Plan plan = NnCompiler.plan(networks(MORE.get(5)).get(0));
        PlacedPlan placed = Placement.place(plan).orElseThrow();
        Map<Integer, Integer> offsets = new HashMap<>(placed.one().offsets());
        offsets.replaceAll((buffer, offset) -> 0);
        PlacedPlan.Arena squashed = new PlacedPlan.Arena(offsets, placed.one().size());
        PlacedPlan broken =
                new PlacedPlan(plan, placed.block(), squashed, placed.batch(), placed.step(), placed.training());
        assertThrows(IllegalStateException.class, () -> PlacementVerifier.verify(broken));
    }

    @Test
    void aPlanThatReadsWhatNothingWroteIsRefused() {
        Plan plan = NnCompiler.plan(networks(MORE.get(5)).get(0));
        List<Step> headless = plan.predict().subList(1, plan.predict().size());
        Plan broken = new Plan(
                plan.parameters(),
                headless,
                plan.forward(),
                plan.backward(),
                plan.accumulate(),
                plan.inputGradient(),
                plan.transposes(),
                plan.transposedSize());
        assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(broken));
    }

    @Test
    void manyActivationsInARowArePlannedInNoTime() {
        String nn = "model Row (x: [20]) < " + "gelu; silu; mish; ".repeat(30) + "tanh >";
        Network network = networks(nn).get(0);
        Plan plan = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> NnCompiler.plan(network));
        PlanVerifier.verify(plan);
    }

    @Test
    void activationsThatNoArrayCanHoldAreAMistakeOfTheModels() {
        String nn = "model Huge (x: [1_000_000_001]) < gelu; tanh; gelu >";
        Compilation compilation =
                NnCompiler.compile(List.of(new SourceFile("m.nn", "", nn)), CompilerOptions.defaults());
        assertEquals(1, compilation.diagnostics().size());
        assertEquals(
                Optional.of("make the layers smaller"),
                compilation.diagnostics().get(0).help());
        assertEquals(List.of(), compilation.sources());
    }
}
