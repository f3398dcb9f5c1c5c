package dev.nacre.compiler.golden;

import dev.nacre.compiler.check.Checker;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;

/** Networks for tests, from their text. */
public final class Models {

    private Models() {}

    /** The one network in {@code nn}; mistakes in it fail the test. */
    public static Network parse(String nn) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = Parser.parse(new SourceFile("test.nn", "", nn), diagnostics)
                .map(unit -> Checker.check(List.of(unit), diagnostics))
                .orElse(List.of());
        if (!diagnostics.isEmpty() || networks.size() != 1) {
            throw new IllegalArgumentException(nn + ": " + diagnostics.sorted());
        }
        return networks.get(0);
    }
}
