package dev.nacre.compiler.check.argument;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call's arguments by the names of its formals, each of the type that its formal demands.
 *
 * @param values given ones and defaults; an absent input size has no entry
 * @param names of the values that arguments name, instead of being values themselves
 * @param written how the given ones were written
 * @param mistaken the formals whose argument has a mistake; defaults stand in for them
 * @param isClear whether it is known for each argument which formal it is meant for
 */
public record BoundArguments(
        Map<String, ConstantValue> values,
        Map<String, List<Identifier>> names,
        Map<String, Argument> written,
        Set<String> mistaken,
        boolean isClear) {

    /** No arguments. */
    public static final BoundArguments NONE = new BoundArguments(Map.of(), Map.of(), Map.of(), Set.of(), true);

    public BoundArguments {
        values = Map.copyOf(values);
        names = Map.copyOf(names);
        written = Map.copyOf(written);
        mistaken = Set.copyOf(mistaken);
    }

    /** Whether nothing is wrong with them. */
    public boolean areRight() {
        return isClear && mistaken.isEmpty();
    }

    /** Whether nothing is wrong with them but, at most, with settings that defaults can stand in for. */
    public boolean areRightButForSettings(List<Formal> formals) {
        return isClear
                && formals.stream()
                        .filter(formal -> mistaken.contains(formal.name()))
                        .allMatch(Formal::isSetting);
    }

    /** Whether something may be wrong with the argument, so that its value is not known. */
    public boolean isDoubtful(String name) {
        return !isClear || mistaken.contains(name);
    }

    /** A size, or any other integer that fits an {@code int}; empty when it is to be inferred. */
    public Optional<Integer> optionalInteger(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> Math.toIntExact(((ConstantValue.Int) value).value()));
    }

    public int integer(String name) {
        return optionalInteger(name).orElseThrow();
    }

    /** The integers of a list, or the one that stands for a list; empty when it is neither. */
    public Optional<List<Integer>> integers(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> value instanceof ConstantValue.ListOf || value instanceof ConstantValue.Int)
                .map(value -> value instanceof ConstantValue.ListOf list ? list.elements() : List.of(value))
                .map(elements -> elements.stream()
                        .map(element -> Math.toIntExact(((ConstantValue.Int) element).value()))
                        .toList());
    }

    public boolean isList(String name) {
        return values.get(name) instanceof ConstantValue.ListOf;
    }

    public boolean flag(String name) {
        return get(name) instanceof ConstantValue.Bool bool && bool.value();
    }

    public double number(String name) {
        return ConstantValue.toDouble(get(name));
    }

    /** A string; empty when it is none, or was not given and has no default. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(ConstantValue.Text.class::isInstance)
                .map(value -> ((ConstantValue.Text) value).value());
    }

    /** How the argument was written, if it was. */
    public Optional<Argument> writtenAs(String name) {
        return Optional.ofNullable(written.get(name));
    }

    private ConstantValue get(String name) {
        return Optional.ofNullable(values.get(name)).orElseThrow();
    }
}
