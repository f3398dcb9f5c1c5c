package dev.nacre.compiler.check.argument;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an argument may be.
 *
 * @param kind the kind of value, as in "must be an integer"
 * @param isKind whether a value is of that kind
 * @param range the values allowed, as in "must be from 0 to 1"
 * @param isAllowed whether a value of the kind is one of them
 * @param choices the strings allowed, where they can be listed
 */
public record ArgumentType(
        String kind,
        Predicate<ConstantValue> isKind,
        String range,
        Predicate<ConstantValue> isAllowed,
        List<String> choices) {

    /** The size of an axis. */
    public static final ArgumentType SIZE = integer(1, Shape.MAX_ELEMENTS);

    /** An {@link ConstantValue.Int} that is a size or nothing. */
    public static final ArgumentType EXTENT = integer(0, Shape.MAX_ELEMENTS);

    /** An axis; whether a value has it depends on its shape. */
    public static final ArgumentType DIMENSION = integer(-Shape.MAX_RANK, Shape.MAX_RANK - 1);

    /** One size for each axis behind the channels, in a list, or one for all. */
    public static final ArgumentType SIZES = integers(1, Shape.MAX_ELEMENTS);

    /** As {@link #SIZES}, for what may be nothing. */
    public static final ArgumentType EXTENTS = integers(0, Shape.MAX_ELEMENTS);

    /** As {@link #EXTENTS}, or {@code "same"} or {@code "causal"}. */
    public static final ArgumentType PADDING = new ArgumentType(
            "an integer, a list of integers or \"same\"",
            value -> value instanceof ConstantValue.Text || EXTENTS.isKind().test(value),
            EXTENTS.range() + ", \"same\" or \"causal\"",
            value -> value instanceof ConstantValue.Text text
                    ? text.value().equals("same") || text.value().equals("causal")
                    : EXTENTS.isAllowed().test(value),
            List.of("same", "causal"));

    /** Some axes, or one; whether a value has them depends on its shape. */
    public static final ArgumentType DIMENSIONS = integers(-Shape.MAX_RANK, Shape.MAX_RANK - 1);

    /** The sizes of a shape, one of which may be -1 for what is left. */
    public static final ArgumentType SHAPE = new ArgumentType(
            "a list of integers",
            DIMENSIONS.isKind(),
            "a list of sizes from 1 on, at most one of them -1",
            ArgumentType::isShape,
            List.of());

    /** A row of a table, or none. */
    public static final ArgumentType ROW = new ArgumentType(
            "an integer or none",
            value -> value instanceof ConstantValue.Int || value instanceof ConstantValue.None,
            "from " + -Shape.MAX_ELEMENTS + " to " + Shape.MAX_ELEMENTS,
            value -> !(value instanceof ConstantValue.Int i) || Math.abs((double) i.value()) <= Shape.MAX_ELEMENTS,
            List.of());

    /** Whatever an expression can stand for. */
    public static final ArgumentType ANY =
            new ArgumentType("a value", value -> true, "any value", value -> true, List.of());

    /** Names of values, which no expression stands for. */
    public static final ArgumentType NAMES =
            new ArgumentType("a name", value -> false, "a name", value -> false, List.of());

    public static final ArgumentType FLAG = new ArgumentType(
            "true or false", ConstantValue.Bool.class::isInstance, "true or false", value -> true, List.of());

    /** Any string; its reader looks at it more closely. */
    public static final ArgumentType TEXT =
            new ArgumentType("a string", ConstantValue.Text.class::isInstance, "a string", value -> true, List.of());

    /** A number that is finite as a {@code float}. */
    public static final ArgumentType NUMBER =
            number("a finite number of 32 bits", value -> Math.abs(value) <= Float.MAX_VALUE);

    /** As {@link #NUMBER}, for a divisor. */
    public static final ArgumentType DIVISOR = number(
            "a finite number of 32 bits other than 0",
            value -> Math.abs(value) <= Float.MAX_VALUE && Math.abs(value) >= Float.MIN_NORMAL);

    /** As {@link #NUMBER}, for a gain or a deviation. */
    public static final ArgumentType NOT_NEGATIVE =
            number("a finite number of 32 bits, at least 0", value -> 0 <= value && value <= Float.MAX_VALUE);

    /** As {@link #NUMBER}, for a deviation to divide by. */
    public static final ArgumentType POSITIVE = number(
            "a finite number of 32 bits above 0", value -> Float.MIN_NORMAL <= value && value <= Float.MAX_VALUE);

    public static final ArgumentType PROBABILITY = number("from 0 to 1", value -> 0 <= value && value <= 1);

    public ArgumentType {
        choices = List.copyOf(choices);
    }

    /** An integer within limits. */
    public static ArgumentType integer(long least, long most) {
        return new ArgumentType(
                "an integer",
                ConstantValue.Int.class::isInstance,
                "from " + least + " to " + most,
                value -> value instanceof ConstantValue.Int i && least <= i.value() && i.value() <= most,
                List.of());
    }

    private static ArgumentType integers(long least, long most) {
        return new ArgumentType(
                "an integer or a list of integers",
                value -> elements(value).allMatch(ConstantValue.Int.class::isInstance),
                "from " + least + " to " + most,
                value -> elements(value)
                        .allMatch(element ->
                                element instanceof ConstantValue.Int i && least <= i.value() && i.value() <= most),
                List.of());
    }

    private static Stream<ConstantValue> elements(ConstantValue value) {
        return value instanceof ConstantValue.ListOf list ? list.elements().stream() : Stream.of(value);
    }

    private static boolean isShape(ConstantValue value) {
        return elements(value)
                        .allMatch(size -> size instanceof ConstantValue.Int i
                                && -1 <= i.value()
                                && i.value() != 0
                                && i.value() <= Shape.MAX_ELEMENTS)
                && elements(value).filter(new ConstantValue.Int(-1)::equals).count() <= 1;
    }

    private static ArgumentType number(String range, Predicate<Double> isAllowed) {
        return new ArgumentType(
                "a number",
                value -> value instanceof ConstantValue.Int || value instanceof ConstantValue.Decimal,
                range,
                value -> isAllowed.test(ConstantValue.toDouble(value)),
                List.of());
    }

    /** Whether it may be a list. */
    public boolean takesList() {
        return isKind.test(new ConstantValue.ListOf(List.of(new ConstantValue.Int(1))));
    }

    /** One of these strings. */
    public static ArgumentType oneOf(String... choices) {
        List<String> allowed = List.of(choices);
        return new ArgumentType(
                "a string",
                ConstantValue.Text.class::isInstance,
                Wording.choice(
                        allowed.stream().map(choice -> '"' + choice + '"').toList()),
                value -> value instanceof ConstantValue.Text text && allowed.contains(text.value()),
                allowed);
    }
}
