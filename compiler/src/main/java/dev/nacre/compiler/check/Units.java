package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.ImportDecl;
import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.ImportPath;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a compilation, each with its imports found and its consts evaluated, once, after those that it imports. */
final class Units {

    /** The most files between one that imports and one that is imported. */
    private static final int DEEPEST = 100;
    /** Looking for a name like that of a missing file takes as long as there are files. */
    private static final int MOST_HINTS = 50;

    private final Reporter reporter;
    private final Map<String, SourceUnit> byPlace = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<SourceFile, Optional<FileContext>> contexts = new HashMap<>();
    private final Map<SourceFile, ImportDecl> inProgress = new LinkedHashMap<>();
    private int missing;

    /**
     * @param imported files that are read for their consts and blocks alone
     * @param unreadable files with mistakes in their syntax
     */
    Units(List<SourceUnit> units, List<SourceUnit> imported, Set<SourceFile> unreadable, Reporter reporter) {
        this.reporter = reporter;
        Stream.concat(units.stream(), imported.stream())
                .forEach(unit -> byPlace.putIfAbsent(ImportPath.place(unit.file()), unit));
        unreadable.forEach(file -> this.unreadable.add(ImportPath.place(file)));
    }

    /** What names mean in a file. */
    FileContext context(SourceUnit unit) {
        Optional<FileContext> known = contexts.getOrDefault(unit.file(), Optional.empty());
        if (known.isPresent()) {
            return known.get();
        }
        List<Imports.Import> imports = new ArrayList<>();
        for (ImportDecl declaration : unit.imports()) {
            inProgress.put(unit.file(), declaration);
            imports.add(new Imports.Import(declaration, imported(unit, declaration)));
        }
        inProgress.remove(unit.file());
        FileNames names = FileNames.collect(unit, new Imports(imports), reporter);
        FileContext context = FileContext.of(names, Scope.of(names, reporter), reporter);
        contexts.put(unit.file(), Optional.of(context));
        constants(unit).forEach(constant -> context.scope().define(constant, context.evaluator()));
        return context;
    }

    private static List<Declaration.Const> constants(SourceUnit unit) {
        return unit.declarations().stream()
                .filter(Declaration.Const.class::isInstance)
                .map(Declaration.Const.class::cast)
                .toList();
    }

    private Optional<FileContext> imported(SourceUnit unit, ImportDecl declaration) {
        Expr.Text path = declaration.path();
        Optional<String> place = ImportPath.resolve(unit.file(), path.value());
        if (place.isEmpty()) {
            reporter.report(Mistake.of(
                            DiagnosticCode.NN271,
                            path.span(),
                            Wording.quoted(path.value()) + " is no path below the source directory")
                    .help("write it relative to this file, with `/`, such as `\"blocks/attention.nn\"`"));
            return Optional.empty();
        }
        SourceUnit found = byPlace.get(place.get());
        if (unreadable.contains(place.get())) {
            return Optional.empty();
        } else if (found == null) {
            reportMissing(path, place.get());
            return Optional.empty();
        } else if (inProgress.containsKey(found.file())) {
            reportCircle(found, declaration);
            return Optional.empty();
        } else if (inProgress.size() >= DEEPEST) {
            reporter.report(
                    DiagnosticCode.NN272,
                    declaration.span(),
                    "more than " + DEEPEST + " files import each other one after the other");
            return Optional.empty();
        }
        return Optional.of(context(found));
    }

    private void reportMissing(Expr.Text path, String place) {
        String shown = ImportPath.shown(place);
        missing++;
        if (missing > MOST_HINTS) {
            reporter.report(
                    DiagnosticCode.NN270,
                    path.span(),
                    "there is no file " + Wording.quoted(shown) + " below the source directory");
            return;
        }
        Optional<String> withEnding = Optional.of(path.value() + ".nn")
                .filter(name -> !path.value().endsWith(".nn"))
                .map(KnownNames::meant);
        reporter.report(Mistake.of(
                        DiagnosticCode.NN270,
                        path.span(),
                        "there is no file " + Wording.quoted(shown) + " below the source directory")
                .help(withEnding.or(() -> NearestName.find(
                                shown,
                                byPlace.keySet().stream().map(ImportPath::shown).toList())
                        .map(KnownNames::meant))));
    }

    private void reportCircle(SourceUnit found, ImportDecl last) {
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN272,
                last.span(),
                found.file().path().equals(last.span().file().path())
                        ? "this file imports itself"
                        : "this import closes a circle: "
                                + Wording.quoted(found.file().path()) + " is being read already");
        boolean within = false;
        for (Map.Entry<SourceFile, ImportDecl> file : inProgress.entrySet()) {
            within |= file.getKey().equals(found.file());
            if (within && !file.getValue().equals(last)) {
                mistake = mistake.related(file.getValue().span(), "leads there");
            }
        }
        reporter.report(mistake.help("move what both files need into a third one"));
    }
}
