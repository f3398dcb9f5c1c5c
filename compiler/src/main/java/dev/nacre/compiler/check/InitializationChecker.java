package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the parameters of a layer the first values that its {@code @init} asks for. */
final class InitializationChecker {

    private final InitializerBinder initializers;
    private final Reporter reporter;

    InitializationChecker(FileContext context) {
        this.initializers = new InitializerBinder(context);
        this.reporter = context.reporter();
    }

    /** The layer with its parameters initialised as its annotation says; what is wrong with that is reported. */
    LayerResult check(Annotation annotation, Item.Layer item, LayerResult result) {
        return result.initialized(check(annotation, item.title(), result.parameters()));
    }

    /**
     * The parameters with the initialisations that an annotation gives them; those that it does not name, or names wrongly,
     * stay as they are. Buffers always do: they start as if there had been no batch yet.
     *
     * @param layer what messages call the layer
     */
    List<LayerResult.Weight> check(Annotation annotation, String layer, List<LayerResult.Weight> parameters) {
        List<LayerResult.Weight> trainable =
                parameters.stream().filter(LayerResult.Weight::trainable).toList();
        if (trainable.isEmpty()) {
            reporter.report(Mistake.of(
                            DiagnosticCode.NN244,
                            annotation.span(),
                            Wording.quoted(layer) + " has no parameters to initialise")
                    .help("remove the annotation"));
            return parameters;
        } else if (annotation.arguments().isEmpty()) {
            reporter.report(
                    Mistake.of(DiagnosticCode.NN212, annotation.span(), "`@init` needs a parameter to initialise")
                            .help("write `@init(" + written(trainable.get(0)) + " = zeros)`, or another initialiser"));
            return parameters;
        }
        Map<String, Initialization> given = new Assignment(layer, trainable).assign(annotation.arguments());
        return parameters.stream()
                .map(parameter -> Optional.ofNullable(given.get(parameter.name()))
                        .map(parameter::initialized)
                        .orElse(parameter))
                .toList();
    }

    /** The name of a parameter as the annotation writes it: an identifier, in which a dot is an underscore. */
    private static String written(LayerResult.Weight parameter) {
        return parameter.name().replace('.', '_');
    }

    /** The arguments of one annotation and the parameters that they are for. */
    private final class Assignment {

        private final String layer;
        private final List<LayerResult.Weight> parameters;
        private final Map<String, Argument> first = new HashMap<>();
        private final Map<String, Initialization> given = new HashMap<>();

        Assignment(String layer, List<LayerResult.Weight> parameters) {
            this.layer = Wording.quoted(layer);
            this.parameters = parameters;
        }

        /** The initialisations by the names of their parameters. */
        Map<String, Initialization> assign(List<Argument> arguments) {
            arguments.stream()
                    .filter(argument -> argument.name().isEmpty())
                    .findFirst()
                    .ifPresent(this::reportUnnamed);
            arguments.forEach(argument -> argument.name().ifPresent(name -> assign(name, argument)));
            return given;
        }

        private void assign(Identifier name, Argument argument) {
            Argument before = first.putIfAbsent(name.text(), argument);
            Optional<LayerResult.Weight> parameter = parameters.stream()
                    .filter(candidate -> written(candidate).equals(name.text()))
                    .findFirst();
            if (parameter.isEmpty()) {
                reportUnknown(name);
            } else if (before != null) {
                reporter.report(Mistake.of(
                                DiagnosticCode.NN211,
                                argument.span(),
                                Wording.quoted(name.text()) + " of `@init` is given twice")
                        .related(before.span(), "first here"));
            } else {
                initializers
                        .bind(parameter.get(), layer, argument.value())
                        .ifPresent(value -> given.put(parameter.get().name(), value));
            }
        }

        private void reportUnknown(Identifier name) {
            List<String> known =
                    parameters.stream().map(InitializationChecker::written).toList();
            String list = layer + " has " + Wording.names(known);
            reporter.report(Mistake.of(
                            DiagnosticCode.NN243,
                            name.span(),
                            layer + " has no parameter " + Wording.quoted(name.text()))
                    .help(NearestName.hint(name.text(), known)
                            .map(hint -> hint + " " + list)
                            .orElse(list)));
        }

        private void reportUnnamed(Argument argument) {
            String written = Wording.brief(argument.value().span().text());
            String value = InitializerBinder.isNumeric(argument.value()) ? "constant(" + written + ")" : written;
            reporter.report(
                    Mistake.of(DiagnosticCode.NN213, argument.span(), "`@init` takes no arguments without their names")
                            .help("write `" + written(parameters.get(0)) + " = " + value + "` to initialise the "
                                    + written(parameters.get(0))));
        }
    }
}
