package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values that names stand for at the place in a file that the check has reached: the consts above it. */
final class Scope {

    private final FileNames names;
    private final Reporter reporter;
    private final Map<String, Optional<Value>> consts = new HashMap<>();
    private Optional<String> beingDefined = Optional.empty();

    Scope(FileNames names, Reporter reporter) {
        this.names = names;
        this.reporter = reporter;
    }

    /** Evaluates a const, which from then on is known; the first of two with the same name counts. */
    void define(Declaration.Const declaration, Evaluator evaluator) {
        String name = declaration.name().text();
        beingDefined = Optional.of(name);
        Optional<Value> value = evaluator.evaluate(declaration.value());
        beingDefined = Optional.empty();
        consts.putIfAbsent(name, value);
    }

    /** Whether a declaration of the file has the name. */
    boolean knows(String name) {
        return names.find(name).isPresent();
    }

    /** The value that a name stands for; empty when it has none, which has then been reported. */
    Optional<Value> resolve(Expr.Reference reference) {
        String name = reference.name().text();
        if (reference.hasArguments()) {
            noFunction(reference);
        } else if (consts.containsKey(name)) {
            return consts.get(name);
        } else {
            reportUnknown(reference);
        }
        return Optional.empty();
    }

    private void noFunction(Expr.Reference reference) {
        String name = Wording.quoted(reference.name().text());
        if (names.isConst(reference.name().text())) {
            reporter.report(DiagnosticCode.NN226, reference.span(), name + " is a const and takes no arguments");
        } else if (!names.mayBeImported(reference.name())) {
            reporter.report(DiagnosticCode.NN226, reference.span(), "there is no function " + name);
        }
    }

    private void reportUnknown(Expr.Reference reference) {
        String name = reference.name().text();
        Optional<Declaration> declaration = names.find(name);
        if (beingDefined.filter(name::equals).isPresent()) {
            reporter.report(
                    DiagnosticCode.NN222, reference.span(), Wording.quoted(name) + " is defined in terms of itself");
        } else if (declaration.isPresent()) {
            reportDeclared(reference, declaration.get());
        } else if (!names.mayBeImported(reference.name())) {
            reporter.report(
                    Mistake.of(DiagnosticCode.NN220, reference.span(), "there is no const " + Wording.quoted(name))
                            .help(hint(reference)));
        }
    }

    private Optional<String> hint(Expr.Reference reference) {
        return reporter.isFull(reference.span().file())
                ? Optional.empty()
                : NearestName.hint(reference.name().text(), consts.keySet());
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
