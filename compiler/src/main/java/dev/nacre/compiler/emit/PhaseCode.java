package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.ArrayList;
import java.util.List;

/** Writes what tells a {@code Training} about its phases: their sums, and what becomes of the model's buffers. */
final class PhaseCode {

    private PhaseCode() {}

    /** Calls of methods of {@code training}; none for a model in which samples do not meet. */
    static List<Statements.Line> lines(PlacedPlan placed, String training) {
        Phases phases = placed.plan().phases();
        List<Statements.Line> lines = new ArrayList<>();
        phases.all()
                .forEach(phase -> lines.add(line(
                        "sums of each phase",
                        training + ".phase(" + phase.sums().size() + ");")));
        phases.needsTwoSamples()
                .ifPresent(layer -> lines.add(line(
                        "more than one value for each channel",
                        training + ".needsTwoSamples(" + Code.string(layer) + ");")));
        for (Phases.Update update : phases.updates()) {
            int from = placed.training().offset(update.from());
            String call = ".update(" + from + ", " + update.to() + ", "
                    + update.from().width() + ");";
            lines.add(line(Code.inText(UserText.inComment(update.name())), training + call));
        }
        return lines;
    }

    private static Statements.Line line(String comment, String code) {
        return new Statements.Line(comment, code);
    }
}
