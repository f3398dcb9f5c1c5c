package dev.nacre.compiler.check;

import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.check.layer.LayerCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A layer of the language with its arguments, for tests that must not forget one. */
public record KnownLayer(String name, List<KnownArgument> arguments) {

    public KnownLayer {
        arguments = List.copyOf(arguments);
    }

    /**
     * An argument.
     *
     * @param stated whether it states a size of the input, and stands before all others if it is there
     * @param defaultValue as it is written, if it is a single value
     */
    public record KnownArgument(String name, boolean hasPosition, boolean stated, Optional<String> defaultValue) {

        private static KnownArgument of(Formal formal) {
            return new KnownArgument(
                    formal.name(),
                    formal.hasPosition(),
                    formal.place() == Formal.Place.INPUT_SIZE,
                    formal.defaultValue().map(KnownArgument::written));
        }

        private static String written(ConstantValue value) {
            return value.match(new ConstantValue.Cases<>() {
                @Override
                public String integer(ConstantValue.Int integer) {
                    return String.valueOf(integer.value());
                }

                @Override
                public String decimal(ConstantValue.Decimal decimal) {
                    return String.valueOf(decimal.value());
                }

                @Override
                public String bool(ConstantValue.Bool bool) {
                    return String.valueOf(bool.value());
                }

                @Override
                public String text(ConstantValue.Text text) {
                    return '"' + text.value() + '"';
                }

                @Override
                public String none(ConstantValue.None none) {
                    return "none";
                }

                @Override
                public String list(ConstantValue.ListOf list) {
                    return list.toString();
                }
            });
        }
    }

    /** All that there are. */
    public static List<KnownLayer> all() {
        return LayerCatalogue.names().stream()
                .flatMap(name -> LayerCatalogue.find(name).stream())
                .map(rule -> new KnownLayer(
                        rule.name(),
                        rule.formals().stream().map(KnownArgument::of).toList()))
                .toList();
    }

    /** The names of all combinators. */
    public static List<String> combinators() {
        return Arrays.stream(Combinator.values()).map(Combinator::word).toList();
    }
}
