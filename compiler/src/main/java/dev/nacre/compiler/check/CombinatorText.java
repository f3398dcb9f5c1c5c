package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Argument;
import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.check.layer.LayerCatalogue;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to write instead of a combinator's arguments: people who know calls alone put layers and lists there. */
final class CombinatorText {

    private CombinatorText() {}

    /** The name of a value, if the expression is one. */
    static Optional<Identifier> valueName(Expr expr) {
        return expr instanceof Expr.Reference reference
                        && !reference.hasArguments()
                        && reference.name().parts().size() == 1
                ? Optional.of(reference.name().parts().get(0))
                : Optional.empty();
    }

    /** Help for a combinator without its body: {@code repeat(3, linear(8))} has it among its arguments. */
    static String withBody(Item.Layer item) {
        List<Argument> layers = item.arguments().stream()
                .filter(argument -> argument.value() instanceof Expr.Reference reference
                        && (reference.hasArguments()
                                || LayerCatalogue.find(reference.name().text()).isPresent()))
                .toList();
        List<Argument> others = item.arguments().stream()
                .filter(argument -> !layers.contains(argument))
                .toList();
        String call = item.name().text() + (others.isEmpty() ? "" : "(" + joined(others, ", ") + ")");
        String body = layers.isEmpty() ? "…" : joined(layers, "; ");
        return "write the body between `<` and `>`: " + Wording.quoted(call + " < " + body + " >");
    }

    /** How to reduce one value with a layer of the combinator's name, if there is one. */
    static String reduction(Combinator combinator) {
        return LayerCatalogue.find(combinator.word())
                .map(rule -> "; `" + rule.name() + "(dim = -1)` reduces a dimension")
                .orElse("");
    }

    /** Help for an argument that is not the name of a value, among arguments without names. */
    static Optional<String> insteadOf(Expr argument, Combinator combinator, List<Argument> all) {
        String written = Wording.brief(argument.span().text());
        if (argument instanceof Expr.Int || argument instanceof Expr.Negation) {
            return combinator == Combinator.CONCAT
                            || LayerCatalogue.find(combinator.word()).isPresent()
                    ? Optional.of("write `dim = " + written + "` to set the dimension")
                    : Optional.empty();
        } else if (argument instanceof Expr.Text text) {
            return Optional.of("names are written without quotes")
                    .filter(help -> combinator.takesNames() && Names.isWhitelisted(text.value()));
        } else if (argument instanceof Expr.ListOf list) {
            String names = list.elements().stream()
                    .map(element -> element.span().text())
                    .collect(Collectors.joining(", "));
            return Optional.of(
                    "write the names side by side: " + Wording.quoted(combinator.word() + "(" + names + ")"));
        } else if (argument instanceof Expr.Reference reference && reference.hasArguments()) {
            String joining = combinator == Combinator.ADD ? Combinator.SUM.word() : combinator.word();
            return Optional.of("layers that are joined are branches: "
                    + Wording.quoted(joining + " < " + (all.size() == 1 ? "… | " : "") + joined(all, " | ") + " >"));
        }
        return Optional.empty();
    }

    private static String joined(List<Argument> arguments, String between) {
        return arguments.stream()
                .map(argument -> Wording.brief(argument.span().text()))
                .collect(Collectors.joining(between));
    }
}
