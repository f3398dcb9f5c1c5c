package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.check.layer.ShapeLimits;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one file, declaration by declaration in the order written. */
final class UnitChecker implements Declaration.Cases<Optional<CheckedModel>> {

    /** The most items of all models of a file: a small file of large models must not take forever. */
    private static final int MOST_ITEMS = 3_000_000;

    private final Optional<String> packageName;
    private final FileContext context;
    private final AnnotationChecker annotations;
    private int items;

    private UnitChecker(SourceUnit unit, FileContext context) {
        this.packageName = PackageNames.check(unit, context.reporter());
        this.context = context;
        this.annotations = new AnnotationChecker(context.reporter());
    }

    /** The file's models, those with mistakes without their networks. */
    static List<CheckedModel> check(SourceUnit unit, FileContext context) {
        UnitChecker checker = new UnitChecker(unit, context);
        return unit.declarations().stream()
                .flatMap(declaration -> declaration.match(checker).stream())
                .toList();
    }

    @Override
    public Optional<CheckedModel> constant(Declaration.Const declaration) {
        annotations.check(declaration.annotations(), AnnotationChecker.Place.CONST);
        return Optional.empty();
    }

    @Override
    public Optional<CheckedModel> block(Declaration.Block declaration) {
        annotations.check(declaration.annotations(), AnnotationChecker.Place.BLOCK);
        Identifier name = declaration.name();
        JavaNames.whyNotIdentifier(name.text()).ifPresent(reason -> context.reporter()
                .report(
                        DiagnosticCode.NN234,
                        name.span(),
                        Wording.quoted(name.text()) + " cannot be the name of a block: " + reason));
        Map<String, Identifier> params = new HashMap<>();
        declaration.params().forEach(param -> checkName(param, params));
        return Optional.empty();
    }

    @Override
    public Optional<CheckedModel> model(Declaration.Model declaration) {
        // What is wrong with it would not be shown, and every model may be as large as a model can be.
        if (context.reporter().isFull(declaration.span().file()) || items > MOST_ITEMS) {
            return Optional.empty();
        }
        ModelChecker checker = new ModelChecker(context, annotations, packageName);
        Identifier name = declaration.name();
        Optional<CheckedModel> model = CompilerDefect.at(name.text(), name.span(), () -> checker.check(declaration));
        items += checker.items();
        if (items > MOST_ITEMS) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN262,
                                    name.span(),
                                    "with " + Wording.quoted(name.text())
                                            + " the models of this file have more than "
                                            + ShapeLimits.grouped(MOST_ITEMS) + " items, all copies counted")
                            .help("divide the file, or make fewer copies"));
        }
        return model;
    }

    private void checkName(Declaration.Param param, Map<String, Identifier> params) {
        Identifier name = param.name();
        Identifier first = params.putIfAbsent(name.text(), name);
        if (first != null) {
            context.reporter()
                    .report(Mistake.of(
                                    DiagnosticCode.NN230,
                                    name.span(),
                                    Wording.quoted(name.text()) + " is declared twice")
                            .related(first.span(), "already a parameter"));
        }
    }
}
