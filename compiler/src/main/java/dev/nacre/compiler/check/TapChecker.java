package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Chain;
import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.ast.Item;
import dev.nacre.compiler.model.CarriedState;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives values the names that stand behind {@code ->}; a name of an output makes the value that output. */
final class TapChecker {

    private final Body body;
    private final NetworkBuilder network;

    TapChecker(Body body, NetworkBuilder network) {
        this.body = body;
        this.network = network;
    }

    void check(List<Identifier> taps, CurrentValue current) {
        if (taps.isEmpty()) {
            return;
        }
        List<CurrentValue> values = values(taps, current);
        for (int i = 0; i < taps.size(); i++) {
            name(taps.get(i), values.get(i));
        }
    }

    /** Reports names of layers behind {@code ->} that nothing reads: most likely the layers were to be applied. */
    static void checkRead(Chain chain, Body body) {
        for (Item item : chain.items()) {
            item.taps().stream()
                    .filter(tap -> KnownNames.isLayer(tap.text(), body.context()))
                    .filter(tap -> !body.names().isRead(tap.text()))
                    .filter(tap -> body.outputs()
                            .filter(outputs -> outputs.contains(tap.text()))
                            .isEmpty())
                    .forEach(tap -> body.context()
                            .reporter()
                            .report(Mistake.of(
                                            DiagnosticCode.NN257,
                                            tap.span(),
                                            "nothing reads the value " + Wording.quoted(tap.text()))
                                    .help("`->` gives a value a name; write `; " + tap.text()
                                            + "` to apply the layer")));
        }
    }

    /** The value for each name. */
    private List<CurrentValue> values(List<Identifier> taps, CurrentValue current) {
        if (current instanceof CurrentValue.Poisoned) {
            return poisoned(taps);
        }
        List<CurrentValue> values =
                current instanceof CurrentValue.Several several ? List.copyOf(several.values()) : List.of(current);
        if (values.size() == taps.size()) {
            return values;
        }
        Optional<CurrentValue.Known> recurrent = recurrent(current);
        if (recurrent.isPresent() && taps.size() <= 1 + carries(recurrent.get())) {
            return withCarried(recurrent.get(), taps.size() - 1);
        }
        Mistake mistake = Mistake.of(
                DiagnosticCode.NN252,
                taps.get(0).span().to(taps.get(taps.size() - 1).span()),
                (taps.size() == 1 ? "one name" : taps.size() + " names") + " for "
                        + Wording.count(values.size(), "value"));
        String help = values.size() == 1
                ? "write one name behind `->`"
                : "write one name for each value, such as `-> (a, b)`, or join them first";
        body.context()
                .reporter()
                .report(mistake.help(recurrent.map(TapChecker::carried).orElse(help)));
        return poisoned(taps);
    }

    /** The value, if a recurrent layer made it. */
    private static Optional<CurrentValue.Known> recurrent(CurrentValue current) {
        return Optional.of(current)
                .filter(CurrentValue.Known.class::isInstance)
                .map(CurrentValue.Known.class::cast)
                .filter(known ->
                        known.maker().filter(Recurrence.class::isInstance).isPresent());
    }

    private static int carries(CurrentValue.Known recurrent) {
        return ((Recurrence) recurrent.maker().orElseThrow()).cell().carries();
    }

    private static String carried(CurrentValue.Known recurrent) {
        String title = Wording.quoted(recurrent.trace().title());
        return carries(recurrent) == 1
                ? "behind " + title + " there may be two names: for its output, and for the state in which it ends"
                : "behind " + title
                        + " there may be three names: for its output, and for the state and the cell in which it ends";
    }

    /** The output of a recurrent layer, and what it ends with. */
    private List<CurrentValue> withCarried(CurrentValue.Known recurrent, int parts) {
        List<CurrentValue> values = new ArrayList<>(List.of(recurrent));
        Stream.of(CarriedState.Part.values())
                .limit(parts)
                .forEach(part -> values.add(network.addCarried(recurrent, part)));
        return values;
    }

    private static List<CurrentValue> poisoned(List<Identifier> taps) {
        return taps.stream()
                .map(tap -> (CurrentValue) new CurrentValue.Poisoned())
                .toList();
    }

    private void name(Identifier tap, CurrentValue value) {
        Reporter reporter = body.context().reporter();
        boolean isOutput = body.outputs()
                .filter(outputs -> outputs.give(tap, value, reporter))
                .isPresent();
        var taken = body.names().value(tap.text());
        if (taken.isPresent() && !isOutput) {
            reporter.report(
                    Mistake.of(DiagnosticCode.NN251, tap.span(), "two values are called " + Wording.quoted(tap.text()))
                            .related(taken.get().name().span(), "first here")
                            .help("choose another name for one of them"));
        }
        if (taken.isEmpty()) {
            JavaNames.whyNotIdentifier(tap.text())
                    .ifPresent(reason -> reporter.report(
                            DiagnosticCode.NN234,
                            tap.span(),
                            Wording.quoted(tap.text()) + " cannot be the name of a value: " + reason));
            body.names().define(new LocalNames.NamedValue(tap, value));
        }
    }
}
