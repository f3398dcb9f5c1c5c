package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of an axis that is known only when a model is called: a length that an input declares, such as {@code T}, or what layers make
 * of it, such as {@code (T+1)/2}.
 *
 * @param name as a {@code .nn} file or a message writes it
 * @param of the name of the length that an input declares
 * @param least the smallest that the declared length may be, so that every layer has something left
 * @param steps how many places there are: for each {@code times}, {@code plus} and {@code by}, which follow each other, {@code (times · x +
 *     plus) / by}, rounded down; none for a declared length
 */
public record Length(String name, String of, int least, List<Integer> steps) {

    private static final int NUMBERS_OF_A_STEP = 3;

    public Length {
        steps = List.copyOf(steps);
    }

    /** One that an input declares. */
    public static Length declared(String name, int least) {
        return new Length(name, name, least, List.of());
    }

    /** One that is made of another one. */
    public static Length derived(String name, String of, int least, int... steps) {
        List<Integer> list = new ArrayList<>(steps.length);
        for (int number : steps) {
            list.add(number);
        }
        return new Length(name, of, least, list);
    }

    /** Whether it is made of another one. */
    public boolean isDerived() {
        return !steps.isEmpty();
    }

    /** How many places a sample has whose declared length is {@code size}. */
    public int places(int size) {
        long places = size;
        for (int step = 0; step < steps.size(); step += NUMBERS_OF_A_STEP) {
            places = Math.floorDiv(steps.get(step) * places + steps.get(step + 1), (long) steps.get(step + 2));
        }
        return Math.toIntExact(places);
    }

    @Override
    public String toString() {
        return name;
    }
}
