package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Annotation;
import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.check.layer.ShapeTrace;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks one model: the class that it becomes, its ports, and the chain between them. */
final class ModelChecker {

    static final String DEFAULT_INPUT = "x";
    static final String DEFAULT_OUTPUT = "y";

    private final FileContext context;
    private final AnnotationChecker annotations;
    private final Optional<String> packageName;
    private final NetworkBuilder network = new NetworkBuilder();

    /** {@code packageName} is absent when there is a mistake in it. */
    ModelChecker(FileContext context, AnnotationChecker annotations, Optional<String> packageName) {
        this.context = context;
        this.annotations = annotations;
        this.packageName = packageName;
    }

    /** The model; empty when the name of its class is not in order. */
    Optional<CheckedModel> check(Declaration.Model model) {
        int before = context.reporter().count();
        Map<String, Annotation> valid = annotations.check(model.annotations(), AnnotationChecker.Place.MODEL);
        Optional<JavaSettings> java =
                JavaSettings.of(model, Optional.ofNullable(valid.get(AnnotationChecker.JAVA)), context);
        Optional<List<Network.Port>> outputs = checkBody(model, before);
        if (java.isEmpty() || packageName.isEmpty() || !context.names().owns(model)) {
            return Optional.empty();
        }
        Annotation stream = valid.get(AnnotationChecker.STREAM);
        Optional<Network> checked = context.reporter().count() == before
                ? outputs.map(ports -> network(model, packageName.get(), java.get(), ports, stream != null))
                : Optional.empty();
        if (stream != null) {
            checked.ifPresent(whole -> StreamChecker.check(whole, stream, context));
        }
        return Optional.of(new CheckedModel(
                packageName.get(), java.get().className(), java.get().nameSpan(), checked));
    }

    /** How many items have been looked at, all copies counted. */
    int items() {
        return network.items();
    }

    private Optional<List<Network.Port>> checkBody(Declaration.Model model, int before) {
        FileContext inside = context.inModel(LengthDeclarations.names(model));
        SignatureChecker ports = new SignatureChecker(inside);
        model.signature().ifPresent(ports::checkNames);
        OutputValues given = new OutputValues(outputNames(model));
        Body body = Body.ofModel(inside, given);
        CurrentValue start = model.signature()
                .map(signature -> inputs(signature, ports, body))
                .orElseGet(() -> unstated(model, body));
        Map<Signature.Port, Optional<Shape>> declared = declaredOutputs(model, ports);
        CurrentValue end = new ModelParts(network).check(model.body(), body, start);
        Outputs outputs = new Outputs(model, context, network, given, declared);
        Optional<List<Network.Port>> found =
                outputs.check(end, context.reporter().count() == before);
        if (context.reporter().count() == before) {
            found.ifPresent(all -> LiveLayers.check(network, all, context, inputPorts(model)));
        }
        return found;
    }

    private static Set<String> outputNames(Declaration.Model model) {
        return model.signature().stream()
                .flatMap(signature -> signature.outputs().stream())
                .map(port -> port.name().map(Identifier::text).orElse(DEFAULT_OUTPUT))
                .collect(Collectors.toSet());
    }

    private static Map<Signature.Port, Optional<Shape>> declaredOutputs(
            Declaration.Model model, SignatureChecker ports) {
        return model.signature().stream()
                .flatMap(signature -> signature.outputs().stream())
                .collect(Collectors.toMap(port -> port, output -> ports.shape(output, true), (first, second) -> first));
    }

    private static List<LiveLayers.Port> inputPorts(Declaration.Model model) {
        return model.signature().stream()
                .flatMap(signature -> signature.inputs().stream())
                .map(port -> new LiveLayers.Port(port.name().orElseThrow().text(), port.span()))
                .toList();
    }

    /** The value that the body begins with: the input, or all of them side by side. */
    private CurrentValue inputs(Signature signature, SignatureChecker ports, Body body) {
        List<CurrentValue.Known> values = new ArrayList<>();
        for (Signature.Port port : signature.inputs()) {
            CurrentValue value = input(port, ports);
            body.names().define(new LocalNames.NamedValue(port.name().orElseThrow(), value));
            if (value instanceof CurrentValue.Known known) {
                values.add(known);
            }
        }
        if (values.size() < signature.inputs().size()) {
            return new CurrentValue.Poisoned();
        }
        return values.size() == 1 ? values.get(0) : new CurrentValue.Several(values);
    }

    private CurrentValue input(Signature.Port port, SignatureChecker ports) {
        Optional<Shape> shape = ports.shape(port, false);
        if (shape.isEmpty()) {
            return new CurrentValue.Poisoned();
        }
        String name = port.name().orElseThrow().text();
        Network.ElementType elements = SignatureChecker.elements(port);
        String type = (elements == Network.ElementType.INT ? "int" : "") + shape.get();
        ShapeTrace trace = ShapeTrace.of(name, type, Optional.of(port.span()));
        return network.addInput(name, elements, shape.get(), trace);
    }

    private static CurrentValue unstated(Declaration.Model model, Body body) {
        CurrentValue input = new CurrentValue.Unstated();
        body.names()
                .define(new LocalNames.NamedValue(
                        new Identifier(DEFAULT_INPUT, model.name().span()), input));
        return input;
    }

    private Network network(
            Declaration.Model model,
            String packageOfModel,
            JavaSettings java,
            List<Network.Port> outputs,
            boolean streaming) {
        return new Network(
                java.className(),
                packageOfModel,
                model.doc(),
                java.visibility(),
                network.inputs(),
                outputs,
                network.layers(),
                network.groups(),
                network.parameters(),
                streaming,
                model.span());
    }
}
