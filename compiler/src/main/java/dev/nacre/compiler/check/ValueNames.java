package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** Finds the values that names stand for. */
final class ValueNames {

    private ValueNames() {}

    /** The value of that name; poisoned when there is none, which is reported. */
    static CurrentValue find(Identifier name, Body body) {
        return body.names().read(name.text()).map(LocalNames.NamedValue::value).orElseGet(() -> unknown(name, body));
    }

    /** The names of the values that an argument is to name; empty and reported when the expression is something else. */
    static Optional<List<Identifier>> of(Formal formal, Expr expr, Reporter reporter) {
        List<Identifier> names = expr instanceof Expr.NameList list
                ? list.names()
                : CombinatorText.valueName(expr).stream().toList();
        int count = formal.values().size();
        if (names.size() == count) {
            return Optional.of(names);
        }
        String expected = count == 1 ? "the name of a value" : "the names of " + count + " values";
        String found = names.isEmpty()
                ? ""
                : names.size() == 1 ? ", but is the name of one" : ", but " + names.size() + " names are given";
        String example = String.join(", ", formal.values());
        reporter.report(Mistake.of(
                        DiagnosticCode.NN215,
                        expr.span(),
                        Wording.quoted(formal.name()) + " must be " + expected + found)
                .help(
                        expr instanceof Expr.Text
                                ? "names are written without quotes"
                                : "name an input or a value behind `->`, as in `" + formal.name() + " = "
                                        + (count == 1 ? example : "(" + example + ")") + "`"));
        return Optional.empty();
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
