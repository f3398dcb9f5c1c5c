package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The numeric contract: a sample's results have the same bits in every target, in any batch, and on any number of threads. A class
 * for each file of networks, so that JVMs share them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BitsTest {

    private final ModelFile file;
    private final Map<String, SameBits> ofNetworks = new HashMap<>();

    BitsTest(ModelFile file) {
        this.file = file;
    }

    final ModelFile file() {
        return file;
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsInEveryTargetAndBatch() {
        return everywhere(SameBits::predictions);
    }

    @TestFactory
    Stream<DynamicTest> predictionsHaveTheSameBitsOnAnyNumberOfThreads() {
        return onMostTargets(SameBits::threads);
    }

    @TestFactory
    Stream<DynamicTest> nanAndInfinitiesHaveTheSameBitsAndStayInTheirSample() {
        return everywhere(SameBits::extremes);
    }

    @TestFactory
    Stream<DynamicTest> gradientsHaveTheSameBitsInEveryTargetAndOnAnyNumberOfThreads() {
        return everywhere(SameBits::gradients);
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfABatchAreThoseOfItsSamplesOneAfterTheOther() {
        return onMostTargets(SameBits::gradientsOneByOne);
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfNanAndInfinitiesHaveTheSameBits() {
        return onMostTargets(SameBits::gradientsOfExtremes);
    }

    @TestFactory
    Stream<DynamicTest> aSamplesRandomNumbersDependOnItsPlaceAlone() {
        return onMostTargets(SameBits::randomNumbers);
    }

    @TestFactory
    Stream<DynamicTest> thePaddingOfGradientsIsZero() {
        return everywhere(SameBits::paddingOfGradients);
    }

    private SameBits bits(Network network) {
        return ofNetworks.computeIfAbsent(network.name(), name -> {
            int block = Placement.place(NnCompiler.plan(network)).orElseThrow().block();
            return new SameBits(
                    network,
                    SameBits.Samples.above(block),
                    target -> new Passes(file.compiled(), name, target, count -> Floats.moderate(count, count)));
        });
    }

    private Stream<DynamicTest> everywhere(BiConsumer<SameBits, Target> check) {
        return file.networks().stream().flatMap(network -> onTargets(network, List.of(Target.values()), check));
    }

    /**
     * For each network on the widest vectors, without vectors, and on one of the widths between, in turn: most of the
     * time goes into compiling methods, and each kind of kernel is in several networks.
     */
    private Stream<DynamicTest> onMostTargets(BiConsumer<SameBits, Target> check) {
        List<Network> networks = file.networks();
        return IntStream.range(0, networks.size()).boxed().flatMap(i -> {
            Target between = i % 2 == 0 ? Target.S256 : Target.S128;
            return onTargets(networks.get(i), List.of(Target.S512, between, Target.SCALAR), check);
        });
    }

    private Stream<DynamicTest> onTargets(Network network, List<Target> targets, BiConsumer<SameBits, Target> check) {
        return targets.stream()
                .map(target -> dynamicTest(network.name() + " " + target, () -> check.accept(bits(network), target)));
    }
}
