package dev.nacre.compiler.check.argument;

import java.util.List;
import java.util.Optional;

/**
 * An argument that a layer or an annotation takes.
 *
 * @param meaning what it is, for the message that it is missing: {@code the number of outputs}
 * @param defaultValue its value when it is not given; a required argument has none
 * @param isSetting whether its default can stand in for a mistaken value: neither the output's shape nor what else is
 *     possible depends on it
 * @param values what the values are whose names it takes, one or more; none for an argument that is a value of its own
 */
public record Formal(
        String name,
        String meaning,
        ArgumentType type,
        Place place,
        Optional<ConstantValue> defaultValue,
        boolean isSetting,
        List<String> values) {

    public Formal {
        values = List.copyOf(values);
    }

    /** An argument that is a value of its own. */
    private Formal(
            String name,
            String meaning,
            ArgumentType type,
            Place place,
            Optional<ConstantValue> defaultValue,
            boolean isSetting) {
        this(name, meaning, type, place, defaultValue, isSetting, List.of());
    }

    /** Where an argument may stand. Every argument may be given by its name. */
    public enum Place {
        /** The first position, when all positions are filled; left out, the size is inferred. */
        INPUT_SIZE,
        /** The next position. */
        POSITION,
        /** Nowhere without its name. */
        NAME_ONLY,
        /** Nowhere without its name, and it must be given. */
        NEEDED_NAME
    }

    public static Formal inputSize(String name, String meaning) {
        return new Formal(name, meaning, ArgumentType.SIZE, Place.INPUT_SIZE, Optional.empty(), false);
    }

    public static Formal size(String name, String meaning) {
        return required(name, meaning, ArgumentType.SIZE);
    }

    /** An argument that must be given, with its name or without. */
    public static Formal required(String name, String meaning, ArgumentType type) {
        return new Formal(name, meaning, type, Place.POSITION, Optional.empty(), false);
    }

    /** As {@link #named}, but the name may be left out. */
    public static Formal positional(String name, String meaning, ArgumentType type, ConstantValue defaultValue) {
        return new Formal(name, meaning, type, Place.POSITION, Optional.of(defaultValue), false);
    }

    public static Formal named(String name, String meaning, ArgumentType type, ConstantValue defaultValue) {
        return new Formal(name, meaning, type, Place.NAME_ONLY, Optional.of(defaultValue), false);
    }

    /** As {@link #named}, for an argument that the output's shape does not depend on. */
    public static Formal setting(String name, String meaning, ArgumentType type, ConstantValue defaultValue) {
        return new Formal(name, meaning, type, Place.NAME_ONLY, Optional.of(defaultValue), true);
    }

    /** An argument without which something else decides. */
    public static Formal optional(String name, String meaning, ArgumentType type) {
        return new Formal(name, meaning, type, Place.NAME_ONLY, Optional.empty(), false);
    }

    /**
     * An argument that names values, without which the layer does something else.
     *
     * @param values what they are: {@code a mask}, or {@code h} and {@code c} for {@code (h, c)}
     */
    public static Formal values(String name, String meaning, String... values) {
        return new Formal(name, meaning, ArgumentType.NAMES, Place.NAME_ONLY, Optional.empty(), true, List.of(values));
    }

    /** As {@link #values}, for an argument that must be given. */
    public static Formal neededValues(String name, String meaning, String... values) {
        return new Formal(
                name, meaning, ArgumentType.NAMES, Place.NEEDED_NAME, Optional.empty(), false, List.of(values));
    }

    /** Whether it names values of the model, and is none itself. */
    public boolean namesValues() {
        return !values.isEmpty();
    }

    public boolean hasPosition() {
        return place == Place.POSITION || place == Place.INPUT_SIZE;
    }

    /** Whether leaving it out is a mistake. */
    public boolean required() {
        return place == Place.NEEDED_NAME || (place == Place.POSITION && defaultValue.isEmpty());
    }
}
