package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks combinators: their arguments, their bodies, and what becomes of the values. */
final class CombinatorChecker {

    private static final String COPIES = "n";
    private static final String DIM = "dim";
    private static final List<Formal> REPEAT = List.of(
            Formal.required(COPIES, "the number of copies", ArgumentType.integer(0, NetworkBuilder.MOST_LAYERS)));
    private static final List<Formal> CONCAT =
            List.of(Formal.named(DIM, "its dimension", ArgumentType.DIMENSION, new ConstantValue.Int(-1)));

    private final ModelParts model;
    private final JoinChecker joins;

    CombinatorChecker(ModelParts model) {
        this.model = model;
        this.joins = new JoinChecker(model.network());
    }

    /** The value after the combinator. */
    CurrentValue check(ItemSite site, Combinator combinator) {
        if (!hasItsBranches(site, combinator)) {
            return new CurrentValue.Poisoned();
        }
        return switch (combinator) {
            case CHAIN ->
                bind(site, List.of())
                        .map(none -> item(site, combinator.word(), () -> chain(site)))
                        .orElseGet(CurrentValue.Poisoned::new);
            case RESIDUAL ->
                bind(site, List.of())
                        .map(none -> item(site, combinator.word(), () -> residual(site)))
                        .orElseGet(CurrentValue.Poisoned::new);
            case REPEAT ->
                bind(site, REPEAT)
                        .map(arguments -> arguments.integer(COPIES))
                        .map(copies -> item(site, "repeat(" + copies + ")", () -> repeat(site, copies)))
                        .orElseGet(CurrentValue.Poisoned::new);
            case SUM, MEAN, MUL, CONCAT, ADD ->
                site.item().branches().isEmpty()
                        ? join(site, combinator)
                        : item(site, combinator.word(), () -> join(site, combinator));
        };
    }

    private CurrentValue item(ItemSite site, String kind, Supplier<CurrentValue> inside) {
        return model.network()
                .group(Group.Role.ITEM, site.path(), kind, site.item().span(), inside);
    }

    private CurrentValue inner(Group.Role role, String path, ItemSite site, Supplier<CurrentValue> inside) {
        String kind = role.name().toLowerCase(Locale.ROOT);
        return model.network().group(role, path, kind, site.item().span(), inside);
    }

    private static boolean hasItsBranches(ItemSite site, Combinator combinator) {
        int count = site.item().branches().size();
        String name = site.name();
        Optional<Mistake> mistake = Optional.empty();
        if (combinator.branches() == Combinator.Branches.ONE && count != 1) {
            String message = count == 0 ? name + " needs a body" : name + " has one body, but " + count + " are given";
            String help = count == 0
                    ? CombinatorText.withBody(site.item())
                    : "write one chain, or join the branches with `sum`, `mul`, `mean` or `concat`";
            mistake = Optional.of(
                    Mistake.of(DiagnosticCode.NN208, site.place(), message).help(help));
        } else if (combinator.branches() == Combinator.Branches.NONE && count > 0) {
            mistake = Optional.of(Mistake.of(DiagnosticCode.NN202, site.place(), name + " takes no `< … >`")
                    .help("write `sum < … | … >` to add branches"));
        }
        mistake.ifPresent(site::report);
        return mistake.isEmpty();
    }

    private static Optional<BoundArguments> bind(ItemSite site, List<Formal> formals) {
        Item.Layer item = site.item();
        return site.context().binder().bind(item.name().text(), formals, item.arguments(), site.place());
    }

    private CurrentValue chain(ItemSite site) {
        return model.check(site.item().branches().get(0), site.inner(site.path()), site.current());
    }

    private CurrentValue residual(ItemSite site) {
        CurrentValue end = chain(site);
        CurrentValue start = model.network().resolved(site.current());
        return joins.residual(site, start, end);
    }

    /** The copies one after the other; what is wrong with one is most likely wrong with all, and said once. */
    private CurrentValue repeat(ItemSite site, int copies) {
        Chain body = site.item().branches().get(0);
        Reporter reporter = site.context().reporter();
        int before = reporter.count();
        CurrentValue current = site.current();
        for (int copy = 0; copy < copies && reporter.count() == before; copy++) {
            if (!model.network().countItem(site)) {
                return new CurrentValue.Poisoned();
            }
            String path = site.path() + "." + copy;
            CurrentValue start = current;
            current = inner(
                    Group.Role.COPY,
                    path,
                    site,
                    () -> model.check(body, site.body().inner(path, site.isFrozen()), start));
        }
        return current;
    }

    private CurrentValue join(ItemSite site, Combinator combinator) {
        Item.Layer item = site.item();
        Reporter reporter = site.context().reporter();
        int before = reporter.count();
        List<Argument> named = item.arguments().stream()
                .filter(argument -> argument.name().isPresent())
                .toList();
        List<Argument> positional = item.arguments().stream()
                .filter(argument -> argument.name().isEmpty())
                .toList();
        Optional<BoundArguments> arguments = site.context()
                .binder()
                .bind(item.name().text(), combinator == Combinator.CONCAT ? CONCAT : List.of(), named, site.place());
        if (!mayTakeNames(site, combinator, positional)) {
            return new CurrentValue.Poisoned();
        }
        List<CurrentValue> values = item.branches().isEmpty() ? values(site, positional) : branches(site);
        boolean isSingle = values.size() < 2 && item.branches().isEmpty();
        return arguments
                .filter(bound -> bound.areRight() && (reporter.count() == before || !isSingle))
                .map(bound -> joins.join(site, combinator, bound, values))
                .orElseGet(CurrentValue.Poisoned::new);
    }

    /** Whether arguments without a name can be the names of values; what is wrong with them is said once. */
    private static boolean mayTakeNames(ItemSite site, Combinator combinator, List<Argument> names) {
        Optional<Argument> noName = names.stream()
                .filter(argument -> CombinatorText.valueName(argument.value()).isEmpty())
                .findFirst();
        if (names.isEmpty()) {
            return true;
        } else if (noName.isPresent()) {
            site.report(Mistake.of(
                            combinator.takesNames() ? DiagnosticCode.NN215 : DiagnosticCode.NN213,
                            noName.get().span(),
                            site.name()
                                    + (combinator.takesNames()
                                            ? " takes names of values, such as `skip`"
                                            : " takes no arguments without their names"))
                    .help(CombinatorText.insteadOf(noName.get().value(), combinator, names)));
            return false;
        }
        String written = Wording.brief(names.get(0).value().span().text());
        if (!site.item().branches().isEmpty()) {
            site.report(Mistake.of(
                            DiagnosticCode.NN213,
                            names.get(0).span(),
                            site.name() + " joins either branches or named values")
                    .help("begin a branch with `from`: `< … | from " + written + " >`"));
            return false;
        } else if (!combinator.takesNames()) {
            site.report(Mistake.of(DiagnosticCode.NN213, names.get(0).span(), site.name() + " takes no names of values")
                    .help(
                            combinator == Combinator.SUM
                                    ? "write `add(" + written + ")`"
                                    : "name the current value, and write `from (" + written + ", other)` before it"));
            return false;
        }
        return true;
    }

    /** The value of each branch; all begin with the current one. */
    private List<CurrentValue> branches(ItemSite site) {
        List<CurrentValue> values = new ArrayList<>();
        List<Chain> branches = site.item().branches();
        for (int i = 0; i < branches.size(); i++) {
            CurrentValue start = model.network().resolved(site.current());
            String path = site.path() + "." + i;
            Chain branch = branches.get(i);
            Body body = site.body().inner(path, site.isFrozen());
            values.add(inner(Group.Role.BRANCH, path, site, () -> model.check(branch, body, start)));
        }
        return values.stream().map(model.network()::resolved).toList();
    }

    /** The current value or values, and those with the given names. */
    private List<CurrentValue> values(ItemSite site, List<Argument> names) {
        List<CurrentValue> values = new ArrayList<>();
        if (site.current() instanceof CurrentValue.Several several) {
            values.addAll(several.values());
        } else {
            values.add(site.current());
        }
        names.stream()
                .flatMap(argument -> CombinatorText.valueName(argument.value()).stream())
                .forEach(name -> values.add(model.network().resolved(ValueNames.find(name, site.body()))));
        return values;
    }
}
