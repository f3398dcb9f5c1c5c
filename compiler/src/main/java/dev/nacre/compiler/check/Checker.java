package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** From syntax to networks: resolves names, evaluates expressions, infers and checks shapes. */
public final class Checker {

    private Checker() {}

    /**
     * The networks of all models without mistakes, by file and place; mistakes are reported, each once, and whatever
     * depends on one is passed over.
     */
    public static List<Network> check(List<SourceUnit> units, Diagnostics diagnostics) {
        return check(units, List.of(), Set.of(), diagnostics);
    }

    /**
     * As {@link #check(List, Diagnostics)}.
     *
     * @param imported files whose consts and blocks may be imported, but whose models are not asked for
     * @param unreadable files that may be imported, with mistakes in their syntax
     */
    public static List<Network> check(
            List<SourceUnit> units, List<SourceUnit> imported, Set<SourceFile> unreadable, Diagnostics diagnostics) {
        Reporter reporter = new Reporter(diagnostics);
        Units all = new Units(units, imported, unreadable, reporter);
        List<CheckedModel> models = units.stream()
                .sorted(Comparator.comparing(unit -> unit.file().path()))
                .flatMap(unit -> UnitChecker.check(unit, all.context(unit)).stream())
                .toList();
        return ClassNames.withoutClashes(models, reporter).stream()
                .flatMap(model -> model.network().stream())
                .toList();
    }
}
