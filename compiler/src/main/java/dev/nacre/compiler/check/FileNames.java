package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.ImportDecl;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that a file declares, by name, wherever in the file it stands. Consts, blocks and models share one space. */
final class FileNames {

    private final Map<String, Declaration> declarations = new HashMap<>();
    private final Set<String> importAliases;
    private final boolean importsUnnamed;

    private FileNames(SourceUnit unit) {
        importAliases = unit.imports().stream()
                .flatMap(declared -> declared.alias().stream())
                .map(Identifier::text)
                .collect(Collectors.toSet());
        importsUnnamed = unit.imports().stream().map(ImportDecl::alias).anyMatch(Optional::isEmpty);
    }

    /** Collects the declarations and reports those whose names are already taken. */
    static FileNames collect(SourceUnit unit, Reporter reporter) {
        FileNames names = new FileNames(unit);
        unit.declarations().forEach(declaration -> names.add(declaration, reporter));
        return names;
    }

    private void add(Declaration declaration, Reporter reporter) {
        Identifier name = declaration.name();
        Declaration first = declarations.putIfAbsent(name.text(), declaration);
        if (first != null) {
            reporter.report(
                    Mistake.of(DiagnosticCode.NN230, name.span(), Wording.quoted(name.text()) + " is declared twice")
                            .related(first.name().span(), "already a " + kind(first)));
        }
    }

    Optional<Declaration> find(String name) {
        return Optional.ofNullable(declarations.get(name));
    }

    /** Whether this declaration is the one that its name stands for. */
    boolean owns(Declaration declaration) {
        return find(declaration.name().text())
                .filter(owner -> owner.span().equals(declaration.span()))
                .isPresent();
    }

    boolean isConst(String name) {
        return find(name).filter(Declaration.Const.class::isInstance).isPresent();
    }

    boolean isBlock(String name) {
        return find(name).filter(Declaration.Block.class::isInstance).isPresent();
    }

    /** Whether an import could have brought the name in; imports are mistakes of their own, and one is enough. */
    boolean mayBeImported(QualifiedName name) {
        return importsUnnamed
                || (name.parts().size() > 1
                        && importAliases.contains(name.parts().get(0).text()));
    }

    /** The word for what is declared. */
    static String kind(Declaration declaration) {
        return declaration.match(new Declaration.Cases<>() {
            @Override
            public String constant(Declaration.Const constant) {
                return "const";
            }

            @Override
            public String block(Declaration.Block block) {
                return "block";
            }

            @Override
            public String model(Declaration.Model model) {
                return "model";
            }
        });
    }
}
