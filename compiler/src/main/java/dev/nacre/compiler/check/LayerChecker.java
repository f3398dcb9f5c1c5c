package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.check.layer.LayerCatalogue;
import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.check.layer.LayerRule;
import dev.nacre.compiler.check.layer.LayerSite;
import dev.nacre.compiler.check.layer.ShapeTrace;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks one item: finds the block, the combinator or the layer's rule that its name means, and applies it. */
final class LayerChecker {

    private final ModelParts model;
    private final BlockChecker blocks;
    private final CombinatorChecker combinators;

    LayerChecker(ModelParts model) {
        this.model = model;
        this.blocks = new BlockChecker(model);
        this.combinators = new CombinatorChecker(model);
    }

    /** The value after the item. */
    CurrentValue check(ItemSite site) {
        Optional<BlockChecker.Template> block = BlockChecker.find(site.item().name(), site.context());
        if (block.isPresent()) {
            reportInit(site);
            return blocks.check(site, block.get());
        }
        String name = site.item().name().text();
        Optional<Combinator> combinator = Combinator.find(name).filter(found -> !isReduction(site));
        if (combinator.isPresent()) {
            reportInit(site);
            return combinators.check(site, combinator.get());
        }
        return rule(site).map(found -> apply(site, found)).orElseGet(CurrentValue.Poisoned::new);
    }

    /** {@code mean(dim = -1)}: a layer with the name of a combinator, which it is told from by its argument. */
    private static boolean isReduction(ItemSite site) {
        return LayerCatalogue.find(site.item().name().text())
                .flatMap(LayerRule::tellingArgument)
                .filter(telling -> site.item().branches().isEmpty())
                .filter(telling -> site.item().arguments().stream().anyMatch(argument -> argument.name()
                        .filter(name -> name.text().equals(telling))
                        .isPresent()))
                .isPresent();
    }

    private static void reportInit(ItemSite site) {
        site.annotation(AnnotationChecker.INIT)
                .ifPresent(annotation -> site.report(Mistake.of(
                                DiagnosticCode.NN244,
                                annotation.span(),
                                site.title() + " has no parameters of its own to initialise")
                        .help("write `@init` before the layers inside of it")));
    }

    private static LayerResult initialized(ItemSite site, BoundArguments arguments, LayerResult result) {
        return site.annotation(AnnotationChecker.INIT)
                .filter(annotation -> arguments.areRight())
                .map(annotation -> new InitializationChecker(site.context()).check(annotation, site.item(), result))
                .orElse(result);
    }

    private CurrentValue apply(ItemSite site, LayerRule rule) {
        Item.Layer item = site.item();
        Optional<BoundArguments> arguments =
                site.context().binder().bind(item.name().text(), rule.formals(), item.arguments(), site.place());
        return arguments
                .filter(bound -> bound.areRightButForSettings(rule.formals()))
                .flatMap(bound -> named(site, rule, bound)
                        .map(named -> site.current().match(new Application(site, rule, bound, named))))
                .orElseGet(() -> passedOver(site, rule));
    }

    /** The values that arguments name, known ones; empty when one is not known that the layer cannot do without. */
    private Optional<Map<String, List<CurrentValue.Known>>> named(ItemSite site, LayerRule rule, BoundArguments bound) {
        Map<String, List<CurrentValue.Known>> named = new LinkedHashMap<>();
        boolean complete = true;
        for (Formal formal : rule.formals()) {
            List<Identifier> names = bound.names().getOrDefault(formal.name(), List.of());
            List<CurrentValue.Known> values = new ArrayList<>();
            for (Identifier name : names) {
                CurrentValue value = model.network().resolved(ValueNames.find(name, site.body()));
                if (value instanceof CurrentValue.Known known) {
                    values.add(known);
                }
            }
            if (values.size() < names.size()) {
                complete &= formal.isSetting();
            } else if (!names.isEmpty()) {
                named.put(formal.name(), values);
            }
        }
        return complete ? Optional.of(named) : Optional.empty();
    }

    /** The value after a layer with a mistake in its arguments, if it has its shape whatever is meant. */
    private static CurrentValue passedOver(ItemSite site, LayerRule rule) {
        boolean isKnown = site.current() instanceof CurrentValue.Known known && known.elements() == ElementType.FLOAT;
        return isKnown && rule.keepsShape() ? site.current() : new CurrentValue.Poisoned();
    }

    private static Optional<LayerRule> rule(ItemSite site) {
        Item.Layer item = site.item();
        Optional<LayerRule> rule = LayerCatalogue.find(item.name().text());
        if (rule.isPresent() && !item.branches().isEmpty()) {
            site.report(DiagnosticCode.NN202, site.name() + " takes no `< … >`");
            return Optional.empty();
        } else if (rule.isEmpty() && !site.context().names().mayBeImported(item.name())) {
            reportUnknown(site);
        }
        return rule;
    }

    private static void reportUnknown(ItemSite site) {
        Item.Layer item = site.item();
        String name = item.name().text();
        FileContext context = site.context();
        Mistake mistake =
                Mistake.of(DiagnosticCode.NN201, item.name().span(), "there is no layer " + Wording.quoted(name));
        if (context.reporter().isShown(mistake)) {
            mistake = mistake.help(KnownNames.help(site));
        }
        site.report(mistake);
    }

    /** The application of a rule to whatever the current value is. */
    private final class Application implements CurrentValue.Cases<CurrentValue> {

        private final ItemSite site;
        private final LayerRule rule;
        private final BoundArguments arguments;
        private final Map<String, List<CurrentValue.Known>> named;

        Application(
                ItemSite site, LayerRule rule, BoundArguments arguments, Map<String, List<CurrentValue.Known>> named) {
            this.site = site;
            this.rule = rule;
            this.arguments = arguments;
            this.named = named;
        }

        @Override
        public CurrentValue known(CurrentValue.Known current) {
            if (!rule.values().isEmpty()) {
                site.reportCount(1, rule);
                return new CurrentValue.Poisoned();
            }
            return applied(List.of(current));
        }

        private CurrentValue applied(List<CurrentValue.Known> values) {
            Optional<CurrentValue.Known> integers = values.stream()
                    .filter(value -> value.elements() == ElementType.INT && !rule.takesIntegers())
                    .findFirst();
            integers.ifPresent(this::reportIntegers);
            if (integers.isPresent()) {
                return new CurrentValue.Poisoned();
            }
            LayerSite layer = site.layer(arguments, values, named);
            Optional<String> objection =
                    values.stream().anyMatch(value -> value.shape().hasLength())
                            ? rule.againstLength(layer)
                            : Optional.empty();
            if (objection.isPresent()) {
                layer.takesNoLength(objection.get(), rule.goesAlongLast());
                return new CurrentValue.Poisoned();
            }
            int before = site.context().reporter().count();
            Optional<CurrentValue> next = rule.apply(layer)
                    // What hands on a shape that does not fit says nothing about what was meant.
                    .filter(result ->
                            result.setsShape() || site.context().reporter().count() == before)
                    .map(result -> initialized(site, arguments, result))
                    .map(result -> model.network().addLayer(site, rule.name(), read(values), result));
            return next.orElseGet(CurrentValue.Poisoned::new);
        }

        /** The values that it is applied to and, behind them, those that its arguments name. */
        private List<CurrentValue.Known> read(List<CurrentValue.Known> values) {
            return Stream.concat(values.stream(), named.values().stream().flatMap(List::stream))
                    .toList();
        }

        private void reportIntegers(CurrentValue.Known current) {
            site.report(current.trace()
                    .explain(
                            Mistake.of(
                                    DiagnosticCode.NN258,
                                    site.place(),
                                    site.title() + " takes floats, but receives integers: " + current.type()),
                            site.item().title())
                    .help("declare the port as `float`, without `int`, or put an `embedding` before it"));
        }

        @Override
        public CurrentValue several(CurrentValue.Several current) {
            if (rule.values().size() == current.values().size()) {
                return applied(current.values());
            } else if (rule.values().isEmpty()) {
                site.reportSeveral(current);
            } else {
                site.reportCount(current.values().size(), rule);
            }
            return new CurrentValue.Poisoned();
        }

        @Override
        public CurrentValue unstated(CurrentValue.Unstated current) {
            Optional<Shape> stated = rule.statedInput(arguments);
            if (stated.isEmpty()) {
                if (arguments.areRight()) {
                    reportUnstated();
                }
                return new CurrentValue.Poisoned();
            }
            ShapeTrace start =
                    ShapeTrace.of(ModelChecker.DEFAULT_INPUT, stated.get().toString(), Optional.empty());
            return known(model.network().addInput(ModelChecker.DEFAULT_INPUT, ElementType.FLOAT, stated.get(), start));
        }

        private void reportUnstated() {
            String signature = "give the model a signature, such as `(x: [3])`";
            site.report(Mistake.of(
                            DiagnosticCode.NN205,
                            site.place(),
                            "the size of the input is not known: the model has no signature, and " + site.title()
                                    + " does not state it")
                    .help(rule.statingInput()
                            .map(form -> "write `" + form + "`, or " + signature)
                            .orElse(signature)));
        }

        @Override
        public CurrentValue poisoned(CurrentValue.Poisoned current) {
            return current;
        }
    }
}
