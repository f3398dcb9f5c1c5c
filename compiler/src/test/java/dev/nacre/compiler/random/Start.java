package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** What comes in: a row of numbers, a sequence, an image, indices, or something else. */
final class Start {

    private final Dice dice;

    Start(Dice dice) {
        this.dice = dice;
    }

    Value value() {
        Kind kind = dice.weighted(Weights.STARTS);
        return switch (kind) {
            case VECTOR -> Value.floats(dice.size(65));
            case SEQUENCE -> Value.floats(dice.size(33), dice.size(33));
            case IMAGE -> Value.floats(dice.size(9), dice.size(17), dice.size(17));
            case TOKENS ->
                new Value(dice.chance(0.8) ? List.of(dice.size(12)) : tensor(dice.below(4), 40), true, false);
            case OTHER -> Value.floats(tensor(dice.pick(0, 0, 4, 4, 5, 6, 7, 8), 500));
        };
    }

    /** Sizes for so many axes, of few elements. */
    private List<Integer> tensor(int rank, int most) {
        List<Integer> sizes = new ArrayList<>();
        int left = most;
        for (int axis = 0; axis < rank; axis++) {
            int size = dice.chance(0.3) ? 1 : dice.size(Math.min(left, 9));
            sizes.add(size);
            left /= size;
        }
        return sizes;
    }

    enum Kind {
        VECTOR,
        SEQUENCE,
        IMAGE,
        TOKENS,
        OTHER
    }
}
