package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an argument may be.
 *
 * @param kind the kind of value, as in "must be an integer"
 * @param isKind whether a value is of that kind
 * @param range the values allowed, as in "must be from 0 to 1"
 * @param isAllowed whether a value of the kind is one of them
 * @param choices the strings allowed, where they can be listed
 */
record ArgumentType(
        String kind, Predicate<Value> isKind, String range, Predicate<Value> isAllowed, List<String> choices) {

    /** The size of an axis. */
    static final ArgumentType SIZE = integer(1, Shape.MAX_ELEMENTS);

    /** An axis; whether a value has it depends on its shape. */
    static final ArgumentType DIMENSION = integer(-Shape.MAX_RANK, Shape.MAX_RANK - 1);

    /** How often something is copied. */
    static final ArgumentType COPIES = integer(0, NetworkBuilder.MOST_LAYERS);

    /** Whatever an expression can stand for. */
    static final ArgumentType ANY = new ArgumentType("a value", value -> true, "any value", value -> true, List.of());

    static final ArgumentType FLAG =
            new ArgumentType("true or false", Value.Bool.class::isInstance, "true or false", value -> true, List.of());

    /** Any string; its reader looks at it more closely. */
    static final ArgumentType TEXT =
            new ArgumentType("a string", Value.Text.class::isInstance, "a string", value -> true, List.of());

    /** A number that is finite as a {@code float}. */
    static final ArgumentType NUMBER =
            number("a finite number of 32 bits", value -> Math.abs(value) <= Float.MAX_VALUE);

    /** As {@link #NUMBER}, for a divisor. */
    static final ArgumentType DIVISOR = number(
            "a finite number of 32 bits other than 0",
            value -> Math.abs(value) <= Float.MAX_VALUE && Math.abs(value) >= Float.MIN_NORMAL);

    /** As {@link #NUMBER}, for a gain or a deviation. */
    static final ArgumentType NOT_NEGATIVE =
            number("a finite number of 32 bits, at least 0", value -> 0 <= value && value <= Float.MAX_VALUE);

    /** As {@link #NUMBER}, for a deviation to divide by. */
    static final ArgumentType POSITIVE = number(
            "a finite number of 32 bits above 0", value -> Float.MIN_NORMAL <= value && value <= Float.MAX_VALUE);

    static final ArgumentType PROBABILITY = number("from 0 to 1", value -> 0 <= value && value <= 1);

    ArgumentType {
        choices = List.copyOf(choices);
    }

    private static ArgumentType integer(long least, long most) {
        return new ArgumentType(
                "an integer",
                Value.Int.class::isInstance,
                "from " + least + " to " + most,
                value -> value instanceof Value.Int i && least <= i.value() && i.value() <= most,
                List.of());
    }

    private static ArgumentType number(String range, Predicate<Double> isAllowed) {
        return new ArgumentType(
                "a number",
                value -> value instanceof Value.Int || value instanceof Value.Decimal,
                range,
                value -> isAllowed.test(Arithmetic.toDouble(value)),
                List.of());
    }

    /** One of these strings. */
    static ArgumentType oneOf(String... choices) {
        List<String> allowed = List.of(choices);
        return new ArgumentType(
                "a string",
                Value.Text.class::isInstance,
                Wording.choice(
                        allowed.stream().map(choice -> '"' + choice + '"').toList()),
                value -> value instanceof Value.Text text && allowed.contains(text.value()),
                allowed);
    }
}
