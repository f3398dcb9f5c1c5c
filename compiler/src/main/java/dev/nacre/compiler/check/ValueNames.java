package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;

/** Finds the values that names stand for. */
final class ValueNames {

    private ValueNames() {}

    /** The value of that name; poisoned when there is none, which is reported. */
    static CurrentValue find(Identifier name, Body body) {
        return body.names().read(name.text()).map(LocalNames.NamedValue::value).orElseGet(() -> unknown(name, body));
    }

    private static CurrentValue unknown(Identifier name, Body body) {
        Reporter reporter = body.context().reporter();
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN250, name.span(), "there is no value called " + Wording.quoted(name.text()) + " here");
        if (reporter.isShown(mistake)) {
            mistake = help(mistake, name, body);
        }
        reporter.report(mistake);
        return new CurrentValue.Poisoned();
    }

    private static Mistake help(Mistake mistake, Identifier name, Body body) {
        LocalNames names = body.names();
        var labelled = names.labelled(name.text());
        var elsewhere = names.valueElsewhere(name.text());
        if (labelled.isPresent()) {
            return mistake.related(labelled.get().label().span(), "a label, which names parameters")
                    .help("name the value behind that item: `-> " + name.text() + "`");
        } else if (elsewhere.isPresent()) {
            return mistake.related(elsewhere.get().span(), "given in a body that has ended")
                    .help("name the value behind the item that the body belongs to");
        } else if (KnownNames.isLayer(name.text(), body.context())) {
            return mistake.help("it is a layer; name the value behind one, as in `" + name.text() + " -> a`");
        }
        return mistake.help(NearestName.hint(name.text(), names.valueNames()).orElseGet(() -> howToName(name, body)));
    }

    private static String howToName(Identifier name, Body body) {
        return body.outputs().isEmpty()
                ? "a block sees no value from outside but the current one; join them behind the block"
                : "a name is given with `-> " + Wording.brief(name.text())
                        + "` behind an item before this one, in the same body or one around it";
    }
}
