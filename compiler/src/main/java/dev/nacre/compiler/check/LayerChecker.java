package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.Optional;

/** Checks one layer: finds its rule, binds its arguments, and applies the rule to the current value. */
final class LayerChecker {

    private static final String DEFAULT_INPUT = "x";

    private final FileContext context;
    private final NetworkBuilder network;
    private final InitializationChecker initializations;

    LayerChecker(FileContext context, NetworkBuilder network) {
        this.context = context;
        this.network = network;
        this.initializations = new InitializationChecker(context);
    }

    /** The value after the layer. */
    Current check(Item.Layer item, String path, Current current) {
        Optional<LayerRule> rule = find(item);
        Optional<BoundArguments> arguments = rule.flatMap(found ->
                context.binder().bind(item.name().text(), found.formals(), item.arguments(), LayerText.place(item)));
        return arguments.isPresent()
                ? current.match(new Application(item, path, rule.orElseThrow(), arguments.get()))
                : new Current.Poisoned();
    }

    private Optional<LayerRule> find(Item.Layer item) {
        String name = item.name().text();
        Optional<LayerRule> rule = LayerCatalogue.find(name);
        if (context.names().isBlock(name)) {
            notAvailable(item, "blocks as layers are", "write the block's items here");
            return Optional.empty();
        } else if (rule.isPresent() && !item.branches().isEmpty()) {
            context.reporter()
                    .report(DiagnosticCode.NN202, LayerText.place(item), Wording.quoted(name) + " takes no `< … >`");
            return Optional.empty();
        } else if (rule.isEmpty() && !item.branches().isEmpty()) {
            notAvailable(item, "layers with branches are", "write one chain, each item applied to the one before");
        } else if (rule.isEmpty() && !context.names().mayBeImported(item.name())) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN201,
                                    item.name().span(),
                                    "there is no layer " + Wording.quoted(name))
                            .help(NearestName.hint(name, LayerCatalogue.names())));
        }
        return rule;
    }

    private void notAvailable(Item.Layer item, String subject, String help) {
        NotAvailable.report(context.reporter(), item.name().span(), subject, help);
    }

    /** The application of a rule to whatever the current value is. */
    private final class Application implements Current.Cases<Current> {

        private final Item.Layer item;
        private final String path;
        private final LayerRule rule;
        private final BoundArguments arguments;

        Application(Item.Layer item, String path, LayerRule rule, BoundArguments arguments) {
            this.item = item;
            this.path = path;
            this.rule = rule;
            this.arguments = arguments;
        }

        @Override
        public Current known(Current.Known current) {
            LayerSite site = new LayerSite(item, arguments, current.shape(), network.trace(), context.reporter());
            Optional<Current> next = rule.apply(site)
                    .map(result -> initializations.check(item, result))
                    .map(result -> network.addLayer(path, rule.name(), item, current.value(), result));
            return next.orElseGet(Current.Poisoned::new);
        }

        @Override
        public Current unstated(Current.Unstated current) {
            Optional<Shape> stated = rule.statedInput(arguments);
            if (stated.isEmpty()) {
                reportUnstated();
                return new Current.Poisoned();
            }
            network.trace().add(DEFAULT_INPUT, stated.get(), Optional.empty());
            return known(network.addInput(DEFAULT_INPUT, stated.get()));
        }

        private void reportUnstated() {
            String signature = "give the model a signature, such as `(x: [3])`";
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN205,
                                    LayerText.place(item),
                                    "the size of the input is not known: the model has no signature, and "
                                            + Wording.quoted(LayerText.title(item)) + " does not state it")
                            .help(rule.statingInput()
                                    .map(form -> "write `" + form + "`, or " + signature)
                                    .orElse(signature)));
        }

        @Override
        public Current poisoned(Current.Poisoned current) {
            return current;
        }
    }
}
