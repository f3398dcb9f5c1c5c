package dev.nacre.compiler.generated;

import dev.nacre.compiler.emit.vector.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A model to be checked.
 *
 * @param seed of its parameters and samples, which also decides on which targets it is checked, and whether until the JVM has
 *     compiled it
 */
record Subject(String name, String text, long seed) {

    private static final List<Target> VECTORS = List.of(Target.S512, Target.S256, Target.S128);
    /** One model in so many is generated for all targets, the others for plain loops and one kind of vectors in turn. */
    private static final int EVERYWHERE = 4;

    /** One model in so many runs until the JVM has optimised it. */
    private static final int HOT = 50;

    /** What the model of a seed is called, which is not the beginning of another's name. */
    static String name(long seed) {
        return (isHot(seed) ? "Hot" : ColdModels.PREFIX) + seed + "M";
    }

    /** Plain loops, with which the others are compared, first. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>(List.of(Target.SCALAR));
        boolean everywhere = Math.floorMod(seed, EVERYWHERE) == 0;
        int turn = Math.floorMod(seed, VECTORS.size());
        targets.addAll(everywhere ? VECTORS : VECTORS.subList(turn, turn + 1));
        return targets;
    }

    /** Whether it can be run step by step. */
    boolean isStream() {
        return text.contains("@stream ");
    }

    /**
     * Which of the models that have numbers for its lengths, the shortest first, goes through all checks: one between, or the
     * longest, because the interpreter knows no table of positions that is longer than the sample.
     */
    int checkedLength() {
        return text.contains("position(") ? 2 : 1;
    }

    /** Whether it is to run until the JVM has optimised it. */
    boolean isHot() {
        return isHot(seed);
    }

    private static boolean isHot(long seed) {
        return Math.floorMod(seed, HOT) == 1;
    }
}
