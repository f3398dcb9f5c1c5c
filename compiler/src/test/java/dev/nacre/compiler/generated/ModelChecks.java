package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.grad.Slope;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.oracle.NetworkOracle;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.runtime.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All that must hold for a compiled model that nobody chose. */
final class ModelChecks {

    /** More than one, for batch normalisation, and few, because the interpreter is slow. */
    private static final int MEANT = 3;
    /** Of the tiles' sizes, all but the largest, and fewer than threads have rows of tiles. */
    private static final SameBits.Samples SAMPLES = new SameBits.Samples(13, 7, 13);

    private static final int DRAWS = 3;
    /** Of the largest value: what sums in {@code double} differ by when their order does, behind many layers. */
    private static final double ORDER_OF_SUMS = 1e-7;

    private final Subject subject;
    private final Network network;
    private final CompiledModels models;

    ModelChecks(Subject subject, Network network, CompiledModels models) {
        this.subject = subject;
        this.network = network;
        this.models = models;
    }

    /** Hands out the checks by name, those of later targets under the same names again. */
    void forEach(BiConsumer<String, ModelBatch.Check> run) {
        run.accept("layers", this::checkLayers);
        run.accept("slopes", this::checkSlopes);
        run.accept("meaning", this::checkMeaning);
        SameBits bits = new SameBits(network, SAMPLES, this::load);
        run.accept("outputs of training", () -> bits.forward(Target.SCALAR));
        run.accept("copies", () -> bits.copies(Target.SCALAR));
        SameBits halves = new SameBits(network, SAMPLES, target -> load(target).halved(ElementType.BF16));
        run.accept("weights of 16 bits, rounded", () -> bits.halved(ElementType.BF16));
        subject.targets().forEach(target -> run.accept("weights of 16 bits", () -> halves.predictions(target)));
        for (Target target : subject.targets()) {
            run.accept("predictions", () -> bits.extremes(target));
            run.accept("predictions on threads", () -> bits.threads(target));
            run.accept("gradients", () -> bits.gradients(target));
            run.accept("gradients one by one", () -> bits.gradientsOneByOne(target));
            run.accept("gradients of extremes", () -> bits.gradientsOfExtremes(target));
            run.accept("random numbers", () -> bits.randomNumbers(target));
            run.accept("padding of gradients", () -> bits.paddingOfGradients(target));
            run.accept("no samples", () -> bits.nothing(target));
            run.accept("a block of samples", () -> bits.block(target, block()));
            if (subject.isHot()) {
                run.accept("optimised code", () -> bits.compilation(target));
            }
        }
    }

    private int block() {
        return Placement.place(NnCompiler.plan(network)).orElseThrow().block();
    }

    private Passes load(Target target) {
        return Passes.fenced(models, network, target, subject.seed());
    }

    private Interpreter.Feed distinctNumbers() {
        Passes passes = load(Target.SCALAR);
        float[] xs = Floats.distinct(MEANT * passes.in, subject.seed() + 5);
        float[] gradients = Floats.distinct(MEANT * passes.out, subject.seed() + 6);
        return Meaning.feed(passes, xs, gradients);
    }

    /** The program that all else is compared with means what the layers do. */
    private void checkLayers() {
        Interpreter.Feed feed = distinctNumbers();
        Map<String, double[]> expected = NetworkOracle.predict(network, feed.inputs(), feed.parameters(), MEANT);
        Interpreter.run(NnCompiler.program(network, Mode.PREDICTION), MEANT, feed)
                .forEach((output, found) -> {
                    double[] values = expected.getOrDefault(output.name(), new double[0]);
                    double largest = Arrays.stream(values).map(Math::abs).reduce(1, Math::max);
                    assertArrayEquals(values, found, ORDER_OF_SUMS * largest, output.name());
                });
    }

    private void checkSlopes() {
        Interpreter.Feed feed = distinctNumbers();
        Slope.Comparison compared =
                Slope.compare(NnCompiler.program(network, Mode.TRAINING), MEANT, feed, subject.seed());
        assertTrue(compared.answer() != Slope.Answer.DIFFERS, compared::toString);
    }

    /**
     * A choice at a kink may fall otherwise in float arithmetic, which no tolerance knows of that was estimated; with other
     * numbers it will not. A wrong term is wrong with any.
     */
    private void checkMeaning() {
        List<AssertionError> errors = new ArrayList<>();
        for (int draw = 0; draw == errors.size(); draw++) {
            try {
                checkMeaning(subject.seed() + 1000L * draw);
            } catch (AssertionError e) {
                errors.add(e);
                if (errors.size() == DRAWS) {
                    throw errors.get(0);
                }
            }
        }
    }

    private void checkMeaning(long seed) {
        Meaning meaning = new Meaning(load(Target.SCALAR), network, MEANT, seed);
        for (Target target : subject.targets()) {
            meaning.check(load(target), target + ": ", new RandomTolerance());
        }
    }
}
