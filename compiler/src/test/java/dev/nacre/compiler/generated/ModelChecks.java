package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.Target;
import dev.nacre.compiler.grad.Slope;
import dev.nacre.compiler.lower.Lowering;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.tensor.Interpreter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that must hold for a compiled model that nobody chose. */
final class ModelChecks {

    static final Map<String, Long> NANOS = new LinkedHashMap<>();

    /** More than one, for batch normalisation, and few, because the interpreter is slow. */
    private static final int MEANT = 3;

    private static final int DRAWS = 3;

    private final Subject subject;
    private final Network network;
    private final CompiledModels models;
    private final List<Fault> faults = new ArrayList<>();

    ModelChecks(Subject subject, Network network, CompiledModels models) {
        this.subject = subject;
        this.network = network;
        this.models = models;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    private void check(String name, Check check) {
        long before = cpu();
        try {
            check.run();
        } catch (Exception | AssertionError | StackOverflowError e) {
            faults.add(Fault.of(name, e));
        }
        NANOS.merge(name, cpu() - before, Long::sum);
    }

    static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    List<Fault> run() {
        Passes scalar = load(Target.SCALAR);
        check("slopes", () -> checkSlopes(scalar));
        check("meaning", this::checkMeaning);
        int block = Placement.place(NnCompiler.plan(network)).orElseThrow().block();
        SameBits bits = new SameBits(network, new SameBits.Samples(13, 7, 13), this::load);
        for (Target target : subject.targets()) {
            check("predictions", () -> bits.extremes(target));
            check("predictions on threads", () -> bits.threads(target));
            check("gradients", () -> bits.gradients(target));
            check("gradients one by one", () -> bits.gradientsOneByOne(target));
            check("extreme gradients", () -> bits.gradientsOfExtremes(target));
            check("random numbers", () -> bits.randomNumbers(target));
            check("padding", () -> bits.paddingOfGradients(target));
            check("no samples", () -> bits.nothing(target));
            check("a block of samples", () -> bits.block(target, block));
            if (subject.isHot()) {
                check("compilation", () -> bits.compilation(target));
            }
        }
        check("copies", () -> bits.copies(Target.SCALAR));
        return faults;
    }

    private Passes load(Target target) {
        return Passes.fenced(models, network, target, subject.seed());
    }

    private void checkSlopes(Passes passes) {
        float[] xs = Floats.distinct(MEANT * passes.in, subject.seed() + 5);
        float[] gradients = Floats.distinct(MEANT * passes.out, subject.seed() + 6);
        Interpreter.Feed feed = Meaning.feed(passes, xs, gradients);
        Slope.Comparison compared = Slope.compare(Lowering.lower(network, Mode.TRAINING), MEANT, feed, subject.seed());
        NANOS.merge("slope " + compared.answer(), 1L, Long::sum);
        assertTrue(compared.answer() != Slope.Answer.DIFFERS, compared::toString);
    }

    /** A choice at a kink may fall otherwise in float arithmetic; with other numbers it will not, but a wrong term is wrong again. */
    private void checkMeaning() {
        AssertionError first = null;
        for (int draw = 0; draw < DRAWS; draw++) {
            try {
                checkMeaning(subject.seed() + 1000L * draw);
                return;
            } catch (AssertionError e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private void checkMeaning(long seed) {
        Meaning meaning = null;
        for (Target target : subject.targets()) {
            Passes passes = load(target);
            meaning = meaning == null ? new Meaning(passes, network, MEANT, seed) : meaning;
            meaning.check(passes, target + ": ", new RandomTolerance());
        }
    }
}
