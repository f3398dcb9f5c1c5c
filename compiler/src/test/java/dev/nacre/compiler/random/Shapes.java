package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Shapes that can be joined. */
final class Shapes {

    private Shapes() {}

    /** The shape, and now and then with a size of 1 at some axes. */
    static List<Integer> someOnes(List<Integer> shape, Dice dice) {
        if (!dice.chance(Weights.BROADCASTS)) {
            return shape;
        }
        return shape.stream().map(size -> dice.chance(0.5) ? 1 : size).toList();
    }

    static boolean canBroadcast(List<Integer> a, List<Integer> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int axis = 0; axis < a.size(); axis++) {
            int one = a.get(axis);
            int other = b.get(axis);
            if (one != other && one != 1 && other != 1) {
                return false;
            }
        }
        return true;
    }

    static List<Integer> broadcast(List<Integer> a, List<Integer> b) {
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < a.size(); axis++) {
            sizes.add(Math.max(a.get(axis), b.get(axis)));
        }
        return sizes;
    }
}
