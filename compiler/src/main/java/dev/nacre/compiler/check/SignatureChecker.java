package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Checks the ports of a model: their names, how many there are, and their shapes. */
final class SignatureChecker {

    /** The most inputs and outputs of a model: a method of Java has no more than 255 parameters. */
    private static final int MOST_PORTS = 100;

    /** What generated methods call the lengths of the samples. */
    private static final String LENGTHS = "lengths";

    private static final Set<String> BATCH = Set.of("none", "batch", "batchsize", "bs", "b", "n");

    private final FileContext context;
    private final LengthDeclarations lengths;
    private final LengthFormulas formulas;
    private final Map<String, Identifier> names = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();

    SignatureChecker(FileContext context) {
        this.context = context;
        this.lengths = new LengthDeclarations(context);
        this.formulas = new LengthFormulas(context, lengths);
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
        lengths.check(signature);
        signature.inputs().forEach(port -> checkName(port, false));
        signature.outputs().forEach(port -> checkName(port, isRecord));
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
                        .or(() -> whyNotBesideLengths(name.text()))
                        .or(() -> isComponent ? JavaNames.whyNotComponent(name.text()) : Optional.empty())
                        .ifPresent(reason -> context.reporter()
                                .report(
                                        DiagnosticCode.NN234,
                                        name.span(),
                                        Wording.quoted(name.text()) + " cannot be the name of a port: " + reason));
            }
        });
    }

    private Optional<String> whyNotBesideLengths(String name) {
        if (name.equals(LENGTHS) && !lengths.names().isEmpty()) {
            return Optional.of("generated methods call the lengths of the samples so");
        }
        Optional<String> array = lengths.names().stream()
                .filter(length -> name.equals(LENGTHS + Character.toUpperCase(length.charAt(0)) + length.substring(1)))
                .findFirst();
        if (array.isPresent()) {
            return Optional.of("generated methods call the lengths " + Wording.quoted(array.get()) + " so");
        }
        return lengths.ofVariable(name)
                .map(length -> "generated code calls the length " + Wording.quoted(length.text()) + " of a sample so");
    }

    /** The shape of a port; empty when there is a mistake in it, which is reported. */
    Optional<Shape> shape(Signature.Port port, boolean isOutput) {
        Signature.Type type = port.type();
        List<Signature.Size> written = type.sizes().orElse(List.of());
        List<Integer> sizes = new ArrayList<>();
        Map<Integer, Length> known = new HashMap<>();
        Optional<String> first = Optional.empty();
        for (int axis = 0; axis < written.size(); axis++) {
            Signature.Size size = written.get(axis);
            Optional<String> name = lengthName(size);
            if (name.isEmpty() && formulas.mentions(size.expr())) {
                int place = axis;
                formula(size, isOutput, first).ifPresent(length -> {
                    known.put(place, length);
                    sizes.add(length.bound());
                });
                first = Optional.of(Wording.brief(size.span().text()));
            } else if (name.isEmpty()) {
                size(size.expr(), axis == 0).ifPresent(sizes::add);
            } else if (first.isPresent()) {
                reportSecond(size, name.get(), first.get());
            } else {
                int place = axis;
                first = name;
                lengths.find(name.get()).ifPresent(length -> {
                    known.put(place, length);
                    sizes.add(length.bound());
                });
            }
        }
        if (sizes.size() < written.size()) {
            return Optional.empty();
        }
        return Optional.of(new Shape(sizes, known)).filter(shape -> isPossible(port, shape));
    }

    private boolean isPossible(Signature.Port port, Shape shape) {
        Span span = port.type().span();
        Optional<String> problem = ShapeLimits.problem(shape);
        if (problem.isPresent()) {
            context.reporter().report(DiagnosticCode.NN206, span, "this shape " + problem.get());
        } else if (shape.rank() == 1 && shape.hasLength() && elements(port) == ElementType.FLOAT) {
            String name = shape.firstLength().name();
            String length = port.type().sizes().orElseThrow().get(0).span().text();
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN265,
                                    span,
                                    "floats need a dimension beside the length " + Wording.quoted(name))
                            .help("write `[" + Wording.brief(length) + ", 1]` for one number at each place"));
            return false;
        } else if (elements(port) == ElementType.INT
                && shape.hasLength()
                && shape.length(0).isEmpty()) {
            String name = shape.firstLength().name();
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN265,
                                    span,
                                    "integers have their length first, but " + Wording.quoted(name)
                                            + " stands behind another dimension")
                            .help("write it first, as in `int" + shape.select(lengthFirst(shape)) + "`"));
            return false;
        }
        return problem.isEmpty();
    }

    private static List<Integer> lengthFirst(Shape shape) {
        return IntStream.range(0, shape.rank())
                .boxed()
                .sorted(Comparator.comparing(axis -> shape.length(axis).isEmpty()))
                .toList();
    }

    /** The length that a size is, whether it is declared here or elsewhere. */
    private Optional<String> lengthName(Signature.Size size) {
        return size.length().map(Identifier::text).or(() -> formulas.name(size.expr()));
    }

    private static Optional<QualifiedName> plainName(Expr expr) {
        return expr instanceof Expr.Reference reference && !reference.hasArguments()
                ? Optional.of(reference.name())
                : Optional.empty();
    }

    private Optional<Length> formula(Signature.Size size, boolean isOutput, Optional<String> first) {
        if (first.isPresent()) {
            reportSecond(size, Wording.brief(size.span().text()), first.get());
            return Optional.empty();
        } else if (!isOutput) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN265,
                                    size.span(),
                                    "an input is as long as a length, but "
                                            + Wording.quoted(
                                                    Wording.brief(size.span().text())) + " is a formula")
                            .help("declare another length for it, or give it to an output"));
            return Optional.empty();
        }
        return formulas.length(size.expr());
    }

    private void reportSecond(Signature.Size size, String name, String first) {
        if (size.length().isPresent() && first.equals(name)) {
            // Declared twice, which has been said.
            return;
        }
        context.reporter()
                .report(Mistake.of(
                                DiagnosticCode.NN265,
                                size.span(),
                                "a port has one length, but " + Wording.quoted(name) + " is another one")
                        .help("write a number for one of them, or make two ports"));
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
                            .help("leave the batch out: shapes are those of one sample; a size that differs between"
                                    + " samples is a length, such as `T <= 512`"));
            return Optional.empty();
        } else if (plainName(expr).filter(this::isUnknown).isPresent()) {
            reportUnknown(plainName(expr).orElseThrow());
            return Optional.empty();
        }
        return context.binder().checked("a size", ArgumentType.SIZE, expr).map(value ->
                (int) ((ConstantValue.Int) value).value());
    }

    private boolean isUnknown(QualifiedName name) {
        return name.parts().size() == 1
                && !context.scope().knows(name.text())
                && context.names().importing(name, Declaration.Const.class).isEmpty()
                && !context.names().mayBeImported(name);
    }

    /** One mistake for all sizes of the same name: it was meant to be declared once. */
    private void reportUnknown(QualifiedName name) {
        String text = name.text();
        if (!unknown.add(text)) {
            context.reporter().passOver();
            return;
        }
        context.reporter()
                .report(Mistake.of(
                                DiagnosticCode.NN220,
                                name.span(),
                                "there is no const or length " + Wording.quoted(text))
                        .help(context.scope()
                                .hint(name, lengths.names())
                                .orElse("declare a const above the model, or a length in an input: `"
                                        + Wording.brief(text) + " <= …` with the most that it may be")));
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
