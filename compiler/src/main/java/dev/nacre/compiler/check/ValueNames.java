package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.List;

/** Finds the values that names stand for. */
final class ValueNames {

    private ValueNames() {}

    /** The value of that name; poisoned when there is none, which is reported. */
    static Current find(Identifier name, Body body) {
        return body.names().value(name.text()).map(LocalNames.NamedValue::value).orElseGet(() -> unknown(name, body));
    }

    private static Current unknown(Identifier name, Body body) {
        Reporter reporter = body.context().reporter();
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN250, name.span(), "there is no value called " + Wording.quoted(name.text()) + " here");
        if (!reporter.isFull(name.span().file())) {
            mistake = help(mistake, name, body);
        }
        reporter.report(mistake);
        return new Current.Poisoned();
    }

    private static Mistake help(Mistake mistake, Identifier name, Body body) {
        var labelled = body.names().labelled(name.text());
        if (labelled.isPresent()) {
            return mistake.related(labelled.get().label().span(), "a label, which names parameters")
                    .help("name the value behind that item: `-> " + name.text() + "`");
        }
        List<String> known = body.names().valueNames();
        return NearestName.hint(name.text(), known)
                .map(mistake::help)
                .orElseGet(() -> mistake.help("a name is given with `-> " + Wording.brief(name.text())
                        + "` behind an item before this one, in the same body or one around it"));
    }
}
