package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one file, declaration by declaration in the order written. */
final class UnitChecker implements Declaration.Cases<Optional<CheckedModel>> {

    private final Optional<String> packageName;
    private final FileContext context;
    private final AnnotationChecker annotations;

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
        return new ModelChecker(context, annotations, packageName).check(declaration);
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
