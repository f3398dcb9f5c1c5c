package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the value of each output of a model, and checks that it is what the signature declares. */
final class Outputs {

    private final Declaration.Model model;
    private final FileContext context;
    private final NetworkBuilder network;
    private final OutputValues given;
    private final Map<Signature.Port, Optional<Shape>> declared;

    /** @param declared the shapes of the signature's outputs, empty where there is a mistake */
    Outputs(
            Declaration.Model model,
            FileContext context,
            NetworkBuilder network,
            OutputValues given,
            Map<Signature.Port, Optional<Shape>> declared) {
        this.model = model;
        this.context = context;
        this.network = network;
        this.given = given;
        this.declared = declared;
    }

    /**
     * The outputs in the order of the signature; empty when one has no value.
     *
     * @param end the value at the end of the body
     * @param isComplete whether the body is without mistakes, so that whatever is missing was forgotten
     */
    Optional<List<Network.Port>> check(CurrentValue end, boolean isComplete) {
        List<Signature.Port> ports = model.signature().map(Signature::outputs).orElse(List.of());
        if (ports.isEmpty()) {
            return port(Optional.empty(), end).map(List::of);
        }
        List<Network.Port> outputs = new ArrayList<>();
        for (Signature.Port port : ports) {
            Optional<LocalNames.NamedValue> tapped = given.get(name(Optional.of(port)));
            if (tapped.isEmpty() && ports.size() > 1) {
                if (isComplete) {
                    reportMissing(port);
                }
            } else {
                CurrentValue value = tapped.map(LocalNames.NamedValue::value).orElse(end);
                port(Optional.of(port), network.resolved(value)).ifPresent(outputs::add);
            }
        }
        return outputs.size() == ports.size() ? Optional.of(outputs) : Optional.empty();
    }

    private static String name(Optional<Signature.Port> port) {
        return port.flatMap(Signature.Port::name).map(Identifier::text).orElse(ModelChecker.DEFAULT_OUTPUT);
    }

    private void reportMissing(Signature.Port port) {
        String name = name(Optional.of(port));
        context.reporter()
                .report(Mistake.of(
                                DiagnosticCode.NN255,
                                port.span(),
                                "the output " + Wording.quoted(name) + " is never given a value")
                        .help("write `-> " + name + "` behind the item that makes it"));
    }

    private Optional<Network.Port> port(Optional<Signature.Port> port, CurrentValue value) {
        return value.match(new CurrentValue.Cases<>() {
            @Override
            public Optional<Network.Port> known(CurrentValue.Known known) {
                String name = name(port);
                port.ifPresent(written -> checkType(written, name, known));
                checkDefaultName(port, known);
                return Optional.of(new Network.Port(name, known.elements(), known.shape(), known.value()));
            }

            @Override
            public Optional<Network.Port> several(CurrentValue.Several several) {
                Span span = port.map(Signature.Port::span).orElse(model.name().span());
                context.reporter()
                        .report(Mistake.of(
                                        DiagnosticCode.NN252,
                                        span,
                                        "the body ends with " + several.values().size() + " values, but has one output")
                                .help("join them with `sum`, `mul`, `mean` or `concat`"));
                return Optional.empty();
            }

            @Override
            public Optional<Network.Port> unstated(CurrentValue.Unstated unstated) {
                reportUnstated();
                return Optional.empty();
            }

            @Override
            public Optional<Network.Port> poisoned(CurrentValue.Poisoned poisoned) {
                return Optional.empty();
            }
        });
    }

    private void checkType(Signature.Port port, String name, CurrentValue.Known value) {
        Optional<Shape> shape = Optional.ofNullable(declared.get(port)).flatMap(stated -> stated);
        boolean isOther = shape.isPresent()
                && !(shape.get().equals(value.shape()) && SignatureChecker.elements(port) == value.elements());
        if (isOther) {
            String stated = (SignatureChecker.elements(port) == Network.ElementType.INT ? "int" : "") + shape.get();
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN204,
                    port.type().span(),
                    Wording.quoted(name) + " is declared as " + stated + ", but the model gives " + value.type());
            context.reporter()
                    .report(value.trace()
                            .explain(mistake, name)
                            .help("declare " + value.type() + ", or change the last layer"));
        }
    }

    private void checkDefaultName(Optional<Signature.Port> port, CurrentValue.Known value) {
        boolean unnamed = port.flatMap(Signature.Port::name).isEmpty();
        network.inputs().stream()
                .filter(input -> unnamed && input.name().equals(ModelChecker.DEFAULT_OUTPUT))
                .forEach(input -> context.reporter()
                        .report(Mistake.of(
                                        DiagnosticCode.NN232,
                                        model.signature().orElseThrow().span(),
                                        "the output has no name, so both ports would be called `y`")
                                .help("name the output: `-> (out: " + value.type() + ")`")));
    }

    private void reportUnstated() {
        context.reporter()
                .report(Mistake.of(
                                DiagnosticCode.NN205,
                                model.name().span(),
                                "the model " + Wording.quoted(model.name().text())
                                        + " has neither a signature nor a layer")
                        .help("write a layer that states its input size, such as `linear(3, 1)`"));
    }
}
