package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.layer.LayerCatalogue;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that names stand for in a file: its consts, from their declaration on, and inside a block its parameters. */
final class Scope {

    private final FileNames names;
    private final Map<String, Optional<ConstantValue>> consts;
    private final Map<String, Optional<ConstantValue>> parameters;
    private final Map<String, Identifier> lengths;
    private final Reporter reporter;
    private Optional<String> beingDefined = Optional.empty();

    private Scope(
            FileNames names,
            Map<String, Optional<ConstantValue>> consts,
            Map<String, Optional<ConstantValue>> parameters,
            Map<String, Identifier> lengths,
            Reporter reporter) {
        this.names = names;
        this.consts = consts;
        this.parameters = parameters;
        this.lengths = lengths;
        this.reporter = reporter;
    }

    static Scope of(FileNames names, Reporter reporter) {
        return new Scope(names, new HashMap<>(), Map.of(), Map.of(), reporter);
    }

    Scope reportingTo(Reporter other) {
        return new Scope(names, consts, parameters, lengths, other);
    }

    /** The scope of a model with lengths of these names, which stand for no values. */
    Scope inModel(Map<String, Identifier> lengthNames) {
        return new Scope(names, consts, parameters, lengthNames, reporter);
    }

    /** The scope of a block of the file; a parameter without a value is one with a mistake that has been reported. */
    Scope inBlock(Map<String, Optional<ConstantValue>> values, Reporter inner) {
        return new Scope(names, consts, values, Map.of(), inner);
    }

    /** Evaluates a const, which from then on is known; the first of two with the same name counts. */
    void define(Declaration.Const declaration, ConstantEvaluator evaluator) {
        String name = declaration.name().text();
        beingDefined = Optional.of(name);
        Optional<ConstantValue> value = evaluator.evaluate(declaration.value());
        beingDefined = Optional.empty();
        consts.putIfAbsent(name, value);
    }

    boolean isParameter(String name) {
        return parameters.containsKey(name);
    }

    /** Whether the name stands for something here. */
    boolean knows(String name) {
        return parameters.containsKey(name) || names.find(name).isPresent();
    }

    /** The value that a name stands for; empty when it has none, which has then been reported. */
    Optional<ConstantValue> resolve(Expr.Reference reference) {
        String name = reference.name().text();
        if (reference.hasArguments()) {
            noFunction(reference);
            return Optional.empty();
        } else if (parameters.containsKey(name)) {
            return parameters.get(name);
        } else if (consts.containsKey(name) && isAbove(reference)) {
            return consts.get(name);
        }
        Optional<FileContext> file = names.find(name).isPresent()
                ? Optional.empty()
                : names.importing(reference.name(), Declaration.Const.class);
        if (file.isEmpty()) {
            reportUnknown(reference);
        }
        return file.flatMap(found ->
                found.scope().consts.get(FileNames.last(reference.name()).text()));
    }

    private boolean isAbove(Expr.Reference reference) {
        return names.find(reference.name().text())
                .filter(declaration ->
                        declaration.span().start() < reference.span().start())
                .isPresent();
    }

    private void noFunction(Expr.Reference reference) {
        String name = reference.name().text();
        if (parameters.containsKey(name) || names.isConst(name)) {
            String kind = parameters.containsKey(name) ? "a parameter" : "a const";
            reporter.report(
                    DiagnosticCode.NN226,
                    reference.span(),
                    Wording.quoted(name) + " is " + kind + " and takes no arguments");
        } else if (!names.mayBeImported(reference.name())) {
            reporter.report(DiagnosticCode.NN226, reference.span(), "there is no function " + Wording.quoted(name));
        }
    }

    private void reportUnknown(Expr.Reference reference) {
        String name = reference.name().text();
        Optional<Declaration> declaration = names.find(name);
        Identifier length = lengths.get(name);
        if (length != null) {
            reporter.report(Mistake.of(
                            DiagnosticCode.NN265,
                            reference.span(),
                            "the length " + Wording.quoted(name) + " stands in the shapes of ports only")
                    .related(length.span(), "declared here")
                    .help("it is known when the model is called; sizes and arguments are known before"));
        } else if (beingDefined.filter(name::equals).isPresent()) {
            reporter.report(
                    DiagnosticCode.NN222, reference.span(), Wording.quoted(name) + " is defined in terms of itself");
        } else if (declaration.isPresent()) {
            reportDeclared(reference, declaration.get());
        } else if (!names.mayBeImported(reference.name())) {
            String noun = parameters.isEmpty() ? "const " : "const or parameter ";
            Mistake mistake =
                    Mistake.of(DiagnosticCode.NN220, reference.span(), "there is no " + noun + Wording.quoted(name));
            reporter.report(reporter.isShown(mistake) ? mistake.help(hint(reference.name(), List.of())) : mistake);
        }
    }

    /** What was meant by a name that stands for nothing. */
    Optional<String> hint(QualifiedName written, List<String> others) {
        List<String> known = new ArrayList<>(others);
        known.addAll(consts.keySet());
        known.addAll(parameters.keySet());
        known.addAll(names.imported(Declaration.Const.class));
        String name = written.text();
        return literal(name)
                .or(() -> names.importHint(written, Declaration.Const.class))
                .or(() -> names.qualified(name, Declaration.Const.class).map(KnownNames::meant))
                .or(() -> LayerCatalogue.find(name).map(layer -> "it is a layer, and no value"))
                .or(() -> NearestName.hint(name, known));
    }

    /** {@code False}, {@code None}, {@code null}. */
    private static Optional<String> literal(String name) {
        return switch (Names.folded(name)) {
            case "true", "false", "none" -> Optional.of("write " + Wording.quoted(Names.folded(name)));
            case "null", "nil" -> Optional.of("write `none`");
            default -> Optional.empty();
        };
    }

    private void reportDeclared(Expr.Reference reference, Declaration declaration) {
        String name = Wording.quoted(reference.name().text());
        if (names.isConst(reference.name().text())) {
            reporter.report(Mistake.of(DiagnosticCode.NN221, reference.span(), name + " is used before it is declared")
                    .related(declaration.name().span(), "declared here")
                    .help("move the declaration of " + name + " up"));
        } else {
            reporter.report(
                    DiagnosticCode.NN220,
                    reference.span(),
                    name + " is a " + FileNames.kind(declaration) + ", not a value");
        }
    }
}
