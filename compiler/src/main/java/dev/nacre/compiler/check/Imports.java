package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.ImportDecl;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that a file imports. Of a file that is imported, its own consts and blocks can be used, and nothing else. */
final class Imports {

    private static final List<Class<? extends Declaration>> IMPORTED =
            List.of(Declaration.Const.class, Declaration.Block.class);

    private final List<Import> all;
    private final Map<String, Import> byAlias = new HashMap<>();

    /** @param all in the order written */
    Imports(List<Import> all) {
        this.all = List.copyOf(all);
        all.forEach(imported -> imported.alias().ifPresent(alias -> byAlias.putIfAbsent(alias.text(), imported)));
    }

    /** An import and its file; empty when there is none or it cannot be read, which has been reported. */
    record Import(ImportDecl declaration, Optional<FileContext> file) {

        Optional<Identifier> alias() {
            return declaration.alias();
        }

        private String path() {
            return Wording.quoted(declaration.path().value());
        }
    }

    /** Reports aliases that are used twice, and names that two files bring in, or that the file itself declares. */
    void checkClashes(FileNames own, Reporter reporter) {
        Map<String, Import> origins = new HashMap<>();
        for (Import imported : all) {
            imported.alias().ifPresent(alias -> checkAlias(alias, reporter));
            if (imported.alias().isEmpty()) {
                names(imported).forEach(name -> {
                    own.find(name)
                            .ifPresent(declared -> reporter.report(twice(imported, name)
                                    .related(
                                            declared.name().span(),
                                            "a " + FileNames.kind(declared) + " of this file")));
                    Optional.ofNullable(origins.putIfAbsent(name, imported))
                            .ifPresent(first -> reporter.report(twice(imported, name)
                                    .related(first.declaration().span(), "brings it in already")));
                });
            }
        }
    }

    /** The names of a kind that imports without an alias bring in. */
    List<String> names(Class<? extends Declaration> kind) {
        return all.stream()
                .filter(imported -> imported.alias().isEmpty())
                .flatMap(imported -> imported.file().stream())
                .flatMap(file -> file.names().all(kind).stream())
                .toList();
    }

    private static Stream<String> names(Import imported) {
        return imported.file().stream()
                .flatMap(file -> IMPORTED.stream().flatMap(kind -> file.names().all(kind).stream()));
    }

    private void checkAlias(Identifier alias, Reporter reporter) {
        Optional.ofNullable(byAlias.get(alias.text()))
                .flatMap(Import::alias)
                .filter(first -> !first.span().equals(alias.span()))
                .ifPresent(first -> reporter.report(Mistake.of(
                                DiagnosticCode.NN230, alias.span(), Wording.quoted(alias.text()) + " is declared twice")
                        .related(first.span(), "already an import")));
    }

    private static Mistake twice(Import imported, String name) {
        return Mistake.of(
                        DiagnosticCode.NN273,
                        imported.declaration().span(),
                        imported.path() + " brings in " + Wording.quoted(name) + ", which is taken")
                .help("give the import a name, such as `as other`, and write `other." + name + "`");
    }

    /** The imported file in which the name stands for a declaration of the kind. */
    Optional<FileContext> find(QualifiedName name, Class<? extends Declaration> kind) {
        return files(name)
                .flatMap(imported -> imported.file().stream())
                .filter(file ->
                        file.names().find(FileNames.last(name).text(), kind).isPresent())
                .findFirst();
    }

    /** Whether a file that could not be read may hold the name. */
    boolean mayHold(QualifiedName name) {
        return files(name).anyMatch(imported -> imported.file().isEmpty());
    }

    /** The imports in which a name is looked for: one with a dot where its alias says, others in those without an alias. */
    private Stream<Import> files(QualifiedName name) {
        return switch (name.parts().size()) {
            case 1 -> all.stream().filter(imported -> imported.alias().isEmpty());
            case 2 -> Stream.ofNullable(byAlias.get(name.parts().get(0).text()));
            default -> Stream.empty();
        };
    }

    boolean isAlias(String name) {
        return byAlias.containsKey(name);
    }

    /** The name with the alias of the first import that has such a declaration. */
    Optional<String> qualified(String name, Class<? extends Declaration> kind) {
        return all.stream()
                .filter(imported -> imported.file()
                        .filter(file -> file.names().find(name, kind).isPresent())
                        .isPresent())
                .flatMap(imported -> imported.alias().stream())
                .map(alias -> alias.text() + "." + name)
                .findFirst();
    }

    /** What may have been meant by a name with a dot that stands for nothing. */
    Optional<String> hint(QualifiedName name, Class<? extends Declaration> kind) {
        if (name.parts().size() != 2) {
            return Optional.empty();
        }
        String alias = name.parts().get(0).text();
        Import imported = byAlias.get(alias);
        if (imported == null && names(kind).contains(FileNames.last(name).text())) {
            return Optional.of("its file is imported without a name; write "
                    + Wording.quoted(FileNames.last(name).text()));
        } else if (imported == null) {
            return Optional.of("no import is called " + Wording.quoted(alias)
                    + NearestName.find(alias, byAlias.keySet())
                            .map(near -> "; did you mean `" + near + "`?")
                            .orElse(""));
        }
        List<String> known = new ArrayList<>();
        imported.file().ifPresent(file -> known.addAll(file.names().all(kind)));
        return NearestName.find(FileNames.last(name).text(), known)
                .map(near -> "did you mean `" + alias + "." + near + "`?")
                .or(() -> known.isEmpty()
                        ? Optional.empty()
                        : Optional.of(imported.path() + " has " + Wording.list(known)));
    }
}
