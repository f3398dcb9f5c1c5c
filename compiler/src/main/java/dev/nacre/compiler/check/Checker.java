package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import java.util.Comparator;
import java.util.List;

/** From syntax to networks: resolves names, evaluates expressions, infers and checks shapes. */
public final class Checker {

    private Checker() {}

    /**
     * The networks of all models without mistakes, by file and place; mistakes are reported, each once, and whatever
     * depends on one is passed over.
     */
    public static List<Network> check(List<SourceUnit> units, Diagnostics diagnostics) {
        Reporter reporter = new Reporter(diagnostics);
        List<CheckedModel> models = units.stream()
                .sorted(Comparator.comparing(unit -> unit.file().path()))
                .flatMap(unit -> UnitChecker.check(unit, reporter).stream())
                .toList();
        return ClassNames.withoutClashes(models, reporter).stream()
                .flatMap(model -> model.network().stream())
                .toList();
    }
}
