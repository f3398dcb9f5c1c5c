package dev.nacre.compiler.random;

import java.util.Collections;
import java.util.List;

/** What recurrent layers of one kind have as states: the size of one, and how many there are. */
record States(int hidden, int layers, boolean bidirectional) {

    /** @param steps of the sequence; long ones go through one layer */
    static States of(Dice dice, int hidden, int steps) {
        int layers = steps > 16 || dice.chance(0.7) ? 1 : dice.between(2, 3);
        return new States(hidden, layers, dice.chance(0.35));
    }

    /** In which they start and end. */
    List<Integer> shape() {
        int count = bidirectional ? 2 * layers : layers;
        return count == 1 ? List.of(hidden) : List.of(count, hidden);
    }

    /** The values that a layer carries from step to step. */
    static List<Value> carried(String word, List<Integer> shape) {
        return Collections.nCopies(word.equals("lstm") ? 2 : 1, Value.floats(shape));
    }

    /** The argument that lets a layer start with some of the values of these names. */
    static Item started(Item item, List<String> names, Dice dice) {
        String first = dice.pick(names);
        return item.argument("state", item.word().equals("lstm") ? "(" + first + ", " + dice.pick(names) + ")" : first);
    }
}
