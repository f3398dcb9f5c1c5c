package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the ports of a model: their names, how many there are, and their shapes. */
final class SignatureChecker {

    /** The most inputs and outputs of a model: a method of Java has no more than 255 parameters. */
    private static final int MOST_PORTS = 100;

    private static final Set<String> BATCH = Set.of("none", "batch", "batchsize", "bs", "b", "n");

    private final FileContext context;
    private final Map<String, Identifier> names = new HashMap<>();
    private final Map<String, Length> lengths = new HashMap<>();
    private final Map<String, Identifier> lengthNames = new HashMap<>();

    SignatureChecker(FileContext context) {
        this.context = context;
    }

    /** Checks all ports; afterwards {@link #shape} is asked for the shapes of those that matter. */
    void checkNames(Signature signature) {
        int count = signature.inputs().size() + signature.outputs().size();
        if (count > MOST_PORTS) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN206,
                                    signature.span(),
                                    "the model has " + ShapeLimits.grouped(count) + " inputs and outputs, but at most "
                                            + MOST_PORTS + " are possible")
                            .help("declare one port with another dimension for what belongs together"));
        }
        boolean isRecord = signature.outputs().size() > 1;
        signature.inputs().forEach(port -> checkName(port, false));
        signature.inputs().forEach(port -> port.type().sizes().orElse(List.of()).forEach(this::declareLength));
        signature.outputs().forEach(port -> checkName(port, isRecord));
    }

    private void declareLength(Signature.Size size) {
        size.length().ifPresent(name -> {
            Identifier first = lengthNames.putIfAbsent(name.text(), name);
            if (first != null) {
                context.reporter()
                        .report(Mistake.of(
                                        DiagnosticCode.NN265,
                                        name.span(),
                                        "the length " + Wording.quoted(name.text()) + " is declared twice")
                                .related(first.span(), "first here")
                                .help("write `" + name.text() + "` alone where the same length is meant"));
            }
            context.binder()
                    .checked("the bound of a length", ArgumentType.SIZE, size.expr())
                    .ifPresent(bound -> lengths.putIfAbsent(
                            name.text(), new Length(name.text(), (int) ((ConstantValue.Int) bound).value())));
        });
    }

    private void checkName(Signature.Port port, boolean isComponent) {
        port.name().ifPresent(name -> {
            Identifier first = names.putIfAbsent(name.text(), name);
            if (first != null) {
                context.reporter()
                        .report(Mistake.of(
                                        DiagnosticCode.NN232,
                                        name.span(),
                                        "two ports are called " + Wording.quoted(name.text()))
                                .related(first.span(), "first here"));
            } else {
                JavaNames.whyNotPort(name.text())
                        .or(() -> isComponent ? JavaNames.whyNotComponent(name.text()) : Optional.empty())
                        .ifPresent(reason -> context.reporter()
                                .report(
                                        DiagnosticCode.NN234,
                                        name.span(),
                                        Wording.quoted(name.text()) + " cannot be the name of a port: " + reason));
            }
        });
    }

    /** The shape of a port; empty when there is a mistake in it, which is reported. */
    Optional<Shape> shape(Signature.Port port) {
        Signature.Type type = port.type();
        List<Signature.Size> written = type.sizes().orElse(List.of());
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, Length> known = new HashMap<>();
        for (int axis = 0; axis < written.size(); axis++) {
            Optional<String> name = lengthName(written.get(axis));
            if (name.isEmpty()) {
                size(written.get(axis).expr(), axis == 0).ifPresent(sizes::add);
                continue;
            }
            Length length = lengths.get(name.get());
            if (length != null) {
                known.put(axis, length);
                sizes.add(length.bound());
            }
        }
        if (sizes.size() < written.size()) {
            return Optional.empty();
        }
        Optional<String> problem = ShapeLimits.problem(sizes);
        problem.ifPresent(text -> context.reporter().report(DiagnosticCode.NN206, type.span(), "this shape " + text));
        return problem.isPresent() ? Optional.empty() : Optional.of(new Shape(sizes, known));
    }

    /** The length that a size is, whether it is declared here or elsewhere. */
    private Optional<String> lengthName(Signature.Size size) {
        return size.length().map(Identifier::text).or(() -> Optional.of(size.expr())
                .filter(expr -> expr instanceof Expr.Reference reference && !reference.hasArguments())
                .map(expr -> ((Expr.Reference) expr).name().text())
                .filter(lengthNames::containsKey));
    }

    /** What the elements of a port are. */
    static ElementType elements(Signature.Port port) {
        return port.type()
                .elements()
                .filter(name -> name.text().equals("int"))
                .map(name -> ElementType.INT)
                .orElse(ElementType.FLOAT);
    }

    private Optional<Integer> size(Expr expr, boolean isFirst) {
        if (isFirst && isBatch(expr)) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN215,
                                    expr.span(),
                                    "a shape has no place for the batch, but begins with "
                                            + Wording.quoted(expr.span().text()))
                            .help("leave the batch out: shapes are those of one sample"));
            return Optional.empty();
        }
        return context.binder().checked("a size", ArgumentType.SIZE, expr).map(value ->
                (int) ((ConstantValue.Int) value).value());
    }

    /** What other frameworks write where the number of samples stands. */
    private boolean isBatch(Expr expr) {
        boolean isName = expr instanceof Expr.Reference reference
                && !reference.hasArguments()
                && BATCH.contains(Names.normalized(reference.name().text()))
                && !context.scope().knows(reference.name().text());
        return isName
                || expr instanceof Expr.None
                || (expr instanceof Expr.Negation negation
                        && negation.operand() instanceof Expr.Int one
                        && one.span().text().equals("1"));
    }
}
