package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a file declares, by name, wherever in the file it stands, and what it imports. Consts, blocks and models
 * share one space.
 */
final class FileNames {

    private final Map<String, Declaration> declarations = new HashMap<>();
    private final Imports imports;

    private FileNames(Imports imports) {
        this.imports = imports;
    }

    /** Collects the declarations and reports those whose names are already taken. */
    static FileNames collect(SourceUnit unit, Imports imports, Reporter reporter) {
        FileNames names = new FileNames(imports);
        unit.declarations().forEach(declaration -> names.add(declaration, reporter));
        imports.checkClashes(names, reporter);
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

    /** The declaration, if it is one of this kind. */
    <D extends Declaration> Optional<D> find(String name, Class<D> kind) {
        return find(name).filter(kind::isInstance).map(kind::cast);
    }

    /** The names of all declarations of a kind. */
    List<String> all(Class<? extends Declaration> kind) {
        return declarations.values().stream()
                .filter(kind::isInstance)
                .map(declaration -> declaration.name().text())
                .sorted()
                .toList();
    }

    /** The names of all declarations of a kind that stand for themselves here: the file's own, and imported ones. */
    List<String> visible(Class<? extends Declaration> kind) {
        List<String> visible = new ArrayList<>(all(kind));
        visible.addAll(imported(kind));
        return visible;
    }

    /** The names of a kind that imports without an alias bring in. */
    List<String> imported(Class<? extends Declaration> kind) {
        return imports.names(kind);
    }

    /** Whether this declaration is the one that its name stands for. */
    boolean owns(Declaration declaration) {
        return find(declaration.name().text())
                .filter(owner -> owner.span().equals(declaration.span()))
                .isPresent();
    }

    boolean isConst(String name) {
        return find(name, Declaration.Const.class).isPresent();
    }

    /** The imported file in which the name stands for a declaration of the kind. */
    Optional<FileContext> importing(QualifiedName name, Class<? extends Declaration> kind) {
        return imports.find(name, kind);
    }

    /** Whether an import that could not be read may have brought the name in; that is a mistake of its own. */
    boolean mayBeImported(QualifiedName name) {
        return imports.mayHold(name);
    }

    /** Whether an import is called so. */
    boolean isAlias(String name) {
        return imports.isAlias(name);
    }

    /** The name with the import in front that has such a declaration. */
    Optional<String> qualified(String name, Class<? extends Declaration> kind) {
        return imports.qualified(name, kind);
    }

    /** What the user may have meant by a name with dots. */
    Optional<String> importHint(QualifiedName name, Class<? extends Declaration> kind) {
        return imports.hint(name, kind);
    }

    /** The name without the import that it comes from. */
    static Identifier last(QualifiedName name) {
        return name.parts().get(name.parts().size() - 1);
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
