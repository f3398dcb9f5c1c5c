package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.QualifiedName;
import dev.nacre.compiler.ast.Signature;
import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lengths that the inputs of a model declare, and what is wrong with their declarations. */
final class LengthDeclarations {

    /** What generated code calls lengths such as {@code (T+1)/2}. */
    private static final Pattern OF_LAYERS = Pattern.compile("\\w+(Plus|Minus|By)\\d+");

    private final FileContext context;
    private final Map<String, Identifier> names = new LinkedHashMap<>();
    private final Map<String, Identifier> variables = new HashMap<>();
    private final Map<String, Length> lengths = new HashMap<>();

    LengthDeclarations(FileContext context) {
        this.context = context;
    }

    /** The names of a model's lengths, each where it is declared first. */
    static Map<String, Identifier> names(Declaration.Model model) {
        Map<String, Identifier> names = new LinkedHashMap<>();
        model.signature().stream()
                .flatMap(signature -> sizes(signature.inputs()))
                .flatMap(size -> size.length().stream())
                .forEach(name -> names.putIfAbsent(name.text(), name));
        return names;
    }

    private static Stream<Signature.Size> sizes(List<Signature.Port> ports) {
        return ports.stream().flatMap(port -> port.type().sizes().orElse(List.of()).stream());
    }

    /** Checks the declarations in a signature; afterwards {@link #find} knows the lengths. */
    void check(Signature signature) {
        sizes(signature.inputs()).forEach(size -> size.length().ifPresent(name -> declare(name, size)));
        sizes(signature.outputs()).forEach(size -> size.length().ifPresent(name -> reportOutput(name, size)));
    }

    /** Whether there is a length of that name, be it a mistaken one. */
    boolean knows(String name) {
        return names.containsKey(name);
    }

    /** The length of that name; empty as well when its bound is mistaken. */
    Optional<Length> find(String name) {
        return Optional.ofNullable(lengths.get(name));
    }

    /** The names of all lengths. */
    List<String> names() {
        return List.copyOf(names.keySet());
    }

    /** The length whose local variable in generated code has that name. */
    Optional<Identifier> ofVariable(String variable) {
        return Optional.ofNullable(variables.get(variable));
    }

    private void declare(Identifier name, Signature.Size size) {
        Identifier first = names.putIfAbsent(name.text(), name);
        if (first != null) {
            report(Mistake.of(
                            DiagnosticCode.NN265,
                            name.span(),
                            "the length " + Wording.quoted(name.text()) + " is declared twice")
                    .related(first.span(), "first here")
                    .help("write " + Wording.quoted(name.text()) + " alone where the same length is meant"));
            return;
        }
        checkName(name);
        context.binder()
                .checked("the bound of " + Wording.quoted(name.text()), ArgumentType.SIZE, size.expr())
                .map(bound -> (int) ((ConstantValue.Int) bound).value())
                .ifPresent(bound -> lengths.put(name.text(), new Length(name.text(), bound)));
    }

    private void checkName(Identifier name) {
        Optional<String> reason = JavaNames.whyNotIdentifier(name.text());
        reason.ifPresent(why -> report(Mistake.of(
                DiagnosticCode.NN234,
                name.span(),
                Wording.quoted(name.text()) + " cannot be the name of a length: " + why)));
        if (OF_LAYERS.matcher(name.text()).matches()) {
            report(Mistake.of(
                            DiagnosticCode.NN234,
                            name.span(),
                            Wording.quoted(name.text())
                                    + " cannot be the name of a length: generated code calls one that layers make so")
                    .help("choose another name"));
        }
        if (isConst(name)) {
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN265,
                    name.span(),
                    "the length " + Wording.quoted(name.text()) + " is a const, too");
            report(context.names()
                    .find(name.text())
                    .map(declared -> mistake.related(declared.name().span(), "declared here"))
                    .orElse(mistake)
                    .help("choose another name for one of them"));
        }
        Identifier other = variables.putIfAbsent(Length.variable(name.text()), name);
        if (other != null) {
            report(Mistake.of(
                            DiagnosticCode.NN265,
                            name.span(),
                            "the lengths " + Wording.quoted(other.text()) + " and " + Wording.quoted(name.text())
                                    + " differ in the case of their first letter alone, which generated code does not keep")
                    .related(other.span(), "the other one")
                    .help("choose another name for one of them"));
        }
    }

    private boolean isConst(Identifier name) {
        return context.names().isConst(name.text())
                || (context.names().find(name.text()).isEmpty()
                        && context.names()
                                .importing(new QualifiedName(List.of(name), name.span()), Declaration.Const.class)
                                .isPresent());
    }

    private void reportOutput(Identifier name, Signature.Size size) {
        String text = Wording.brief(size.span().text());
        report(Mistake.of(
                        DiagnosticCode.NN265,
                        size.span(),
                        "an input declares a length, but " + Wording.quoted(name.text()) + " is declared in an output")
                .help(
                        knows(name.text())
                                ? "write " + Wording.quoted(name.text()) + " alone for the same length"
                                : "write `" + text + "` in the input that is so long, and "
                                        + Wording.quoted(name.text()) + " here"));
    }

    private void report(Mistake mistake) {
        context.reporter().report(mistake);
    }
}
