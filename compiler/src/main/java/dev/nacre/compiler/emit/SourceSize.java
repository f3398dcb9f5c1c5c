package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.HalvedParameters;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Network;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How much Java a model becomes: estimated from what can be counted before any of it is written. */
public final class SourceSize {

    /**
     * The most characters of all classes of a model. javac reads all files before it compiles the first, and took up to 17
     * bytes of memory for each character of models of 45 to 90 million: this many fit into 2 GB with a third to spare.
     */
    public static final long MOST = 80_000_000;

    /** A call of a kernel with the comment above it, in the class of a target. */
    private static final int CALL = 115;

    /** The methods of a kernel, in the class of a target. Those of a product have 7,200 on average over all widths to 500. */
    private static final int LOOPS = 7_000;

    /** The methods of a kernel that read weights of 16 bits, and its part of the loops that they share. */
    private static final int LOOPS_OF_HALVES = 5_000;

    /** A layer and its parameters in the {@code ModelSpec}. */
    private static final int LAYER = 200;

    /** Calls for a layer: a linear layer takes six, an activation none or three. */
    private static final int CALLS = 3;

    private SourceSize() {}

    /** A guess that takes no plan, and is low for most models. */
    public static long of(Network network, Set<Target> targets) {
        return (long) (LAYER + CALLS * CALL * classes(targets))
                * network.layers().size();
    }

    /**
     * About how many characters a plan becomes, or more: calls that repeat are written as a loop ({@link RolledCalls}), but
     * counted one by one, because the plan and the work on it grow with them.
     */
    public static long of(Network network, Plan plan, Set<Target> targets) {
        List<Step> calls = Stream.of(
                        plan.predict(),
                        plan.predict(),
                        plan.forward(),
                        plan.backward(),
                        plan.accumulate(),
                        plan.inputGradient())
                .flatMap(List::stream)
                .toList();
        long kernels = calls.stream().map(Step::kernel).distinct().count();
        HalvedParameters halved = HalvedParameters.of(plan);
        long halves = plan.predict().stream()
                .filter(halved::areReadBy)
                .map(Step::kernel)
                .distinct()
                .count();
        long predicting = halved.any() ? 2L * plan.predict().size() : 0;
        long loops = CALL * (calls.size() + predicting) + LOOPS * kernels + LOOPS_OF_HALVES * halves;
        return (long) LAYER * network.layers().size() + loops * classes(targets);
    }

    private static int classes(Set<Target> targets) {
        return targets.size() + (targets.contains(Target.SCALAR) ? 0 : 1);
    }
}
