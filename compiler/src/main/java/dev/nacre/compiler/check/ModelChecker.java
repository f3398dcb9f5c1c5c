package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one model: the class that it becomes, its ports, and the chain between them. */
final class ModelChecker {

    private static final String DEFAULT_OUTPUT = "y";

    private final FileContext context;
    private final AnnotationChecker annotations;
    private final Optional<String> packageName;
    private final NetworkBuilder network;

    /** {@code packageName} is absent when there is a mistake in it. */
    ModelChecker(FileContext context, AnnotationChecker annotations, Optional<String> packageName) {
        this.context = context;
        this.annotations = annotations;
        this.packageName = packageName;
        this.network = new NetworkBuilder(context.reporter());
    }

    /** The model; empty when the name of its class is not in order. */
    Optional<CheckedModel> check(Declaration.Model model) {
        int before = context.reporter().count();
        Map<String, Annotation> valid = annotations.check(model.annotations(), AnnotationChecker.Place.MODEL);
        Optional<JavaSettings> java =
                JavaSettings.of(model, Optional.ofNullable(valid.get(AnnotationChecker.JAVA)), context);
        Optional<Network.Port> output = checkBody(model);
        if (java.isEmpty() || packageName.isEmpty() || !context.names().owns(model)) {
            return Optional.empty();
        }
        Optional<Network> checked = context.reporter().count() == before
                ? output.map(port -> network(model, packageName.get(), java.get(), port))
                : Optional.empty();
        return Optional.of(new CheckedModel(
                packageName.get(), java.get().className(), java.get().nameSpan(), checked));
    }

    private Optional<Network.Port> checkBody(Declaration.Model model) {
        SignatureChecker ports = new SignatureChecker(context);
        model.signature().ifPresent(ports::checkNames);
        Current start =
                model.signature().map(signature -> input(signature, ports)).orElseGet(Current.Unstated::new);
        Optional<Shape> declared = model.signature()
                .filter(signature -> signature.outputs().size() == 1)
                .flatMap(signature -> ports.shape(signature.outputs().get(0)));
        LayerChecker layers = new LayerChecker(context, network);
        return ChainChecker.check(model.body(), start, context, annotations, layers)
                .match(new End(model, declared));
    }

    private Current input(Signature signature, SignatureChecker ports) {
        Signature.Port port = signature.inputs().get(0);
        Optional<Shape> shape = ports.shape(port);
        if (signature.inputs().size() > 1 || shape.isEmpty()) {
            return new Current.Poisoned();
        }
        String name = port.name().orElseThrow().text();
        network.trace().add(name, shape.get(), Optional.of(port.span()));
        return network.addInput(name, shape.get());
    }

    private Network network(Declaration.Model model, String packageOfModel, JavaSettings java, Network.Port output) {
        return new Network(
                java.className(),
                packageOfModel,
                model.doc(),
                java.visibility(),
                network.inputs(),
                List.of(output),
                network.layers(),
                network.parameters(),
                model.span());
    }

    /** What the value at the end of the chain means for the output. */
    private final class End implements Current.Cases<Optional<Network.Port>> {

        private final Declaration.Model model;
        private final Optional<Signature.Port> port;
        private final Optional<Shape> declared;

        End(Declaration.Model model, Optional<Shape> declared) {
            this.model = model;
            this.port = model.signature()
                    .flatMap(signature -> signature.outputs().stream().findFirst());
            this.declared = declared;
        }

        @Override
        public Optional<Network.Port> known(Current.Known current) {
            String name =
                    port.flatMap(Signature.Port::name).map(Identifier::text).orElse(DEFAULT_OUTPUT);
            declared.filter(shape -> !shape.equals(current.shape()))
                    .ifPresent(shape -> reportOutput(name, shape, current.shape()));
            checkDefaultName(current.shape());
            return Optional.of(new Network.Port(name, Network.ElementType.FLOAT, current.shape(), current.value()));
        }

        private void reportOutput(String name, Shape stated, Shape inferred) {
            Span span = port.orElseThrow().type().span();
            context.reporter()
                    .report(network.trace()
                            .explain(
                                    Mistake.of(
                                            DiagnosticCode.NN204,
                                            span,
                                            Wording.quoted(name) + " is declared as " + stated
                                                    + ", but the model gives " + inferred),
                                    name)
                            .help("declare " + inferred + ", or change the last layer"));
        }

        private void checkDefaultName(Shape output) {
            boolean unnamed = port.flatMap(Signature.Port::name).isEmpty();
            network.inputs().stream()
                    .filter(input -> unnamed && input.name().equals(DEFAULT_OUTPUT))
                    .forEach(input -> context.reporter()
                            .report(Mistake.of(
                                            DiagnosticCode.NN232,
                                            model.signature().orElseThrow().span(),
                                            "the output has no name, so both ports would be called `y`")
                                    .help("name the output: `-> (out: " + output + ")`")));
        }

        @Override
        public Optional<Network.Port> unstated(Current.Unstated current) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN205,
                                    model.name().span(),
                                    "the model " + Wording.quoted(model.name().text())
                                            + " has neither a signature nor a layer")
                            .help("write a layer that states its input size, such as `linear(3, 1)`"));
            return Optional.empty();
        }

        @Override
        public Optional<Network.Port> poisoned(Current.Poisoned current) {
            return Optional.empty();
        }
    }
}
