package dev.nacre.compiler.check;

import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The uses of a model's templates that have led to a mistake. Looking into one again would find the same mistake, for each of
 * its copies in copies of templates, so it is passed over.
 */
final class WrongUses {

    /** The values after them. */
    private final Map<Use, CurrentValue> wrong = new HashMap<>();

    /**
     * The value after a use; without a look at it where it is known to be wrong.
     *
     * @param site what is used, and what it is applied to
     * @param place where the use is written
     * @param template the same object for the same template
     * @param parameters the values of its parameters
     */
    CurrentValue once(
            ItemSite site,
            Span place,
            Object template,
            Map<String, Optional<ConstantValue>> parameters,
            Supplier<CurrentValue> inside) {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, value.map(WrongUses::comparable)));
        Use use = new Use(place, new Same(template), values, site.current().match(new TypeOf()));
        Reporter reporter = site.context().reporter();
        CurrentValue known = wrong.get(use);
        if (known != null) {
            reporter.passOver();
            return after(site, known);
        }
        int before = reporter.count();
        CurrentValue end = inside.get();
        if (reporter.count() != before || end instanceof CurrentValue.Poisoned) {
            wrong.put(use, end);
        }
        return end;
    }

    /** The value after a use that has been passed over: of the same type, and with a way of its own. */
    private static CurrentValue after(ItemSite site, CurrentValue end) {
        return end instanceof CurrentValue.Known to && site.current() instanceof CurrentValue.Known from
                ? new CurrentValue.Known(
                        to.value(),
                        to.elements(),
                        to.shape(),
                        from.trace().then(site.item().title(), to.shape(), Optional.of(site.place())),
                        to.maker())
                : new CurrentValue.Poisoned();
    }

    /** Lists of lists are compared by identity: one whose parts are shared may have more parts than can be counted. */
    private static Object comparable(ConstantValue value) {
        boolean isNested = value instanceof ConstantValue.ListOf list
                && list.elements().stream().anyMatch(ConstantValue.ListOf.class::isInstance);
        return isNested ? new Same(value) : value;
    }

    /** A use with all that a mistake inside of it can depend on. */
    private record Use(Span place, Same template, Map<String, Object> values, List<String> types) {}

    /** An object that is equal to itself only. */
    private record Same(Object object) {
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** The types of what a use is applied to, which are all that its layers see. */
    private static final class TypeOf implements CurrentValue.Cases<List<String>> {
        @Override
        public List<String> known(CurrentValue.Known current) {
            return List.of(current.type());
        }

        @Override
        public List<String> several(CurrentValue.Several current) {
            return current.values().stream().map(CurrentValue.Known::type).toList();
        }

        @Override
        public List<String> unstated(CurrentValue.Unstated current) {
            return List.of("unstated");
        }

        @Override
        public List<String> poisoned(CurrentValue.Poisoned current) {
            return List.of();
        }
    }
}
