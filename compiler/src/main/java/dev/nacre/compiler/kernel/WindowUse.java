package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * Where a weight's gradient finds what one of the weight's uses contributes.
 *
 * @param terms the loops over m and their steps in a
 * @param positions the two loops over p and their steps in a
 * @param bSteps their steps in b
 */
public record WindowUse(List<Loop> terms, List<Loop> positions, long aSample, List<Integer> bSteps, long bSample) {
    public WindowUse {
        terms = List.copyOf(terms);
        positions = List.copyOf(positions);
        bSteps = List.copyOf(bSteps);
    }

    int rows() {
        return terms.stream().mapToInt(Loop::count).reduce(1, Math::multiplyExact);
    }
}
