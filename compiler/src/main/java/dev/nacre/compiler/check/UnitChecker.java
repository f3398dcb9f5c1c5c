package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.List;
import java.util.Optional;

/** Checks one file, declaration by declaration in the order written. */
final class UnitChecker implements Declaration.Cases<Optional<CheckedModel>> {

    private final Optional<String> packageName;
    private final FileContext context;
    private final AnnotationChecker annotations;

    private UnitChecker(SourceUnit unit, Reporter reporter) {
        this.packageName = PackageNames.check(unit, reporter);
        this.context = FileContext.of(FileNames.collect(unit, reporter), reporter);
        this.annotations = new AnnotationChecker(reporter);
    }

    /** The file's models, those with mistakes without their networks. */
    static List<CheckedModel> check(SourceUnit unit, Reporter reporter) {
        UnitChecker checker = new UnitChecker(unit, reporter);
        unit.imports()
                .forEach(declared -> NotAvailable.report(
                        reporter, declared.span(), "imports are", "copy what you need into this file"));
        return unit.declarations().stream()
                .flatMap(declaration -> declaration.match(checker).stream())
                .toList();
    }

    @Override
    public Optional<CheckedModel> constant(Declaration.Const declaration) {
        annotations.check(declaration.annotations(), AnnotationChecker.Place.CONST);
        context.scope().define(declaration, context.evaluator());
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
        return Optional.empty();
    }

    @Override
    public Optional<CheckedModel> model(Declaration.Model declaration) {
        return new ModelChecker(context, annotations, packageName).check(declaration);
    }
}
