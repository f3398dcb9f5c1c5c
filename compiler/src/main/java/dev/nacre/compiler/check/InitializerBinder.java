package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.ast.Names;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.initializer.InitializerCatalogue;
import dev.nacre.compiler.check.initializer.InitializerRule;
import dev.nacre.compiler.check.layer.LayerResult;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.Wording;
import java.util.Optional;

/**
 * Finds the initialisation that an expression such as {@code kaiming_normal(nonlinearity = "relu")} stands for. A name here is
 * always an initialiser's, whatever consts there are; their values may be its arguments.
 */
final class InitializerBinder {

    private final FileContext context;
    private final Reporter reporter;

    InitializerBinder(FileContext context) {
        this.context = context;
        this.reporter = context.reporter();
    }

    /**
     * The initialisation of a parameter; empty when it cannot be made out, which is reported.
     *
     * @param layer what messages call the layer, in backticks
     */
    Optional<Initialization> bind(LayerResult.Weight parameter, String layer, Expr expr) {
        if (!(expr instanceof Expr.Reference call)) {
            reportNoCall(parameter, expr);
            return Optional.empty();
        }
        Optional<InitializerRule> rule = InitializerCatalogue.find(call.name().text());
        if (rule.isEmpty()) {
            reportUnknown(parameter, call);
        }
        return rule.flatMap(found -> bind(parameter, layer, found, call));
    }

    private Optional<Initialization> bind(
            LayerResult.Weight parameter, String layer, InitializerRule rule, Expr.Reference call) {
        int before = reporter.count();
        if (parameter.shape().rank() < rule.leastRank()) {
            reportRank(parameter, layer, rule, call.span());
        }
        Optional<BoundArguments> arguments =
                context.binder().bind(rule.name(), rule.formals(), call.arguments(), call.span());
        arguments
                .filter(bound -> rule.hasRange() && bound.areRight())
                .ifPresent(bound -> checkRange(bound, call.span()));
        return arguments.filter(bound -> reporter.count() == before).map(bound -> rule.resolution()
                .of(bound, parameter.shape()));
    }

    private void checkRange(BoundArguments arguments, Span call) {
        double low = arguments.number(InitializerRule.LOW);
        double high = arguments.number(InitializerRule.HIGH);
        if (low > high) {
            Span culprit = arguments
                    .writtenAs(InitializerRule.HIGH)
                    .or(() -> arguments.writtenAs(InitializerRule.LOW))
                    .map(argument -> argument.value().span())
                    .orElse(call);
            reporter.report(
                    DiagnosticCode.NN216,
                    culprit,
                    "`b` must not be below `a`, but `a` is " + low + " and `b` is " + high);
        }
    }

    private void reportRank(LayerResult.Weight parameter, String layer, InitializerRule rule, Span call) {
        reporter.report(Mistake.of(
                        DiagnosticCode.NN246,
                        call,
                        Wording.quoted(rule.name()) + " needs a parameter of at least "
                                + Wording.count(rule.leastRank(), "dimension") + ", but "
                                + Wording.quoted(parameter.name())
                                + " of " + layer + " has the shape " + parameter.shape())
                .help("write " + choice(parameter)));
    }

    private void reportNoCall(LayerResult.Weight parameter, Expr expr) {
        String written = Wording.brief(expr.span().text());
        Optional<String> unquoted = expr instanceof Expr.Text text
                ? InitializerCatalogue.find(text.value()).map(InitializerRule::name)
                : Optional.empty();
        Optional<String> constant = isNumeric(expr) ? Optional.of("constant(" + written + ")") : Optional.empty();
        reporter.report(Mistake.of(
                        DiagnosticCode.NN245,
                        expr.span(),
                        Wording.quoted(parameter.name()) + " needs an initialiser, but is given `" + written + "`")
                .help("write "
                        + unquoted.or(() -> constant).map(Wording::quoted).orElseGet(() -> choice(parameter))));
    }

    /** Whether it is a number or computes with numbers. */
    static boolean isNumeric(Expr expr) {
        return expr instanceof Expr.Int
                || expr instanceof Expr.Decimal
                || expr instanceof Expr.Negation
                || expr instanceof Expr.Binary;
    }

    private void reportUnknown(LayerResult.Weight parameter, Expr.Reference call) {
        String name = call.name().text();
        Optional<String> near = otherName(name).or(() -> NearestName.hint(name, InitializerCatalogue.names()));
        Optional<String> constant = context.names().isConst(name)
                ? Optional.of("write `constant(" + Wording.brief(name) + ")` for the value of the const")
                : Optional.empty();
        reporter.report(
                Mistake.of(DiagnosticCode.NN245, call.name().span(), "there is no initialiser " + Wording.quoted(name))
                        .help(near.or(() -> constant).orElseGet(() -> "write " + choice(parameter))));
    }

    /** He and Glorot are the family names of Kaiming and Xavier. */
    private static Optional<String> otherName(String name) {
        String folded = Names.folded(name);
        Optional<String> first =
                folded.startsWith("he_") ? Optional.of("kaiming" + folded.substring(2)) : Optional.empty();
        Optional<String> second =
                folded.startsWith("glorot_") ? Optional.of("xavier" + folded.substring(6)) : Optional.empty();
        return first.or(() -> second)
                .filter(InitializerCatalogue.names()::contains)
                .map(KnownNames::meant);
    }

    /** The initialisers that suit a parameter, as alternatives. */
    private static String choice(LayerResult.Weight parameter) {
        return Wording.choice(InitializerCatalogue.namesFor(parameter.shape().rank()).stream()
                .map(Wording::quoted)
                .toList());
    }
}
