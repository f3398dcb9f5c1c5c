package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A layer with its arguments, in one of the ways in which they can be written. */
final class Call {

    private final Dice dice;
    private final String word;
    private final List<Argument> positions = new ArrayList<>();
    private final List<Argument> named = new ArrayList<>();
    private Optional<Argument> input = Optional.empty();

    Call(Dice dice, String word) {
        this.dice = dice;
        this.word = word;
    }

    /** A size that need not be stated. */
    Call input(String name, int size) {
        input = Optional.of(new Argument(name, String.valueOf(size)));
        return this;
    }

    /** An argument with a position. */
    Call size(String name, Object value) {
        positions.add(new Argument(name, String.valueOf(value)));
        return this;
    }

    /** An argument that may be left out when it is the default. */
    Call named(String name, Object value, Object defaultValue) {
        if (!value.equals(defaultValue) || dice.chance(Weights.DEFAULTS_WRITTEN)) {
            named.add(new Argument(name, String.valueOf(value)));
        }
        return this;
    }

    /** An argument that is written with its name. */
    Call given(String name, Object value) {
        named.add(new Argument(name, String.valueOf(value)));
        return this;
    }

    Item item() {
        List<Argument> all = new ArrayList<>();
        if (dice.chance(Weights.SIZES_STATED)) {
            input.ifPresent(all::add);
        }
        all.addAll(positions);
        boolean byName = dice.chance(Weights.POSITIONS_BY_NAME);
        if (!byName) {
            all.replaceAll(argument -> new Argument("", argument.value()));
        }
        all.addAll(dice.shuffled(named));
        return new Item(word, byName ? dice.shuffled(all) : all, List.of());
    }
}
