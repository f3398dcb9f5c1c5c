package dev.nacre.compiler.random;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A kind of layer.
 *
 * @param fits whether it can be applied to a value
 * @param make the layer with some arguments; empty when it would become too large
 */
record Choice(String word, Predicate<Value> fits, BiFunction<Value, Dice, Optional<Step>> make) {

    /** One for floats. */
    static Choice of(String word, Predicate<Value> fits, BiFunction<Value, Dice, Step> make) {
        return maybe(word, fits, (value, dice) -> Optional.of(make.apply(value, dice)));
    }

    static Choice maybe(String word, Predicate<Value> fits, BiFunction<Value, Dice, Optional<Step>> make) {
        return new Choice(word, value -> !value.integers() && fits.test(value), make);
    }

    /** One that keeps the shape. */
    static Choice same(String word, Predicate<Value> fits, BiFunction<Value, Dice, Item> make) {
        return of(word, fits, (value, dice) -> new Step(make.apply(value, dice), Value.floats(value.shape())));
    }
}
