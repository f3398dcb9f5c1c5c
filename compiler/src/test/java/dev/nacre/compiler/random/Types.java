package dev.nacre.compiler.random;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the check says of models, and of the types of their values. */
final class Types {

    private static final Pattern DECLARED = Pattern.compile("`(\\w+)` is declared as .*, but the model gives (.*)");
    private static final String IMPOSSIBLE = "[1, 1, 1, 1, 1, 1, 1, 1013]";

    private Types() {}

    static List<Diagnostic> said(RandomModel model) {
        Diagnostics diagnostics = new Diagnostics();
        NnCompiler.check(List.of(new SourceFile("m.nn", "", model.text("M"))), diagnostics);
        return diagnostics.sorted();
    }

    /** The type of the value behind some items of a model's body, or of an inner body with all that comes before it. */
    static Optional<String> after(RandomModel model, List<Item> items) {
        RandomModel asking = model.with(items).withOutputs(List.of(new Port("", IMPOSSIBLE)));
        return Optional.ofNullable(wrong(said(asking)).get("y"));
    }

    /** The model if the check has nothing to say about it, also when the outputs must be declared otherwise for that. */
    static Optional<RandomModel> valid(RandomModel model) {
        List<Diagnostic> said = said(model);
        Map<String, String> wrong = wrong(said);
        if (wrong.isEmpty() || wrong.size() < said.size()) {
            return said.isEmpty() ? Optional.of(model) : Optional.empty();
        }
        List<Port> outputs = new ArrayList<>(model.outputs());
        outputs.replaceAll(port ->
                new Port(port.name(), wrong.getOrDefault(port.name().isEmpty() ? "y" : port.name(), port.type())));
        RandomModel mended = model.withOutputs(outputs);
        return said(mended).isEmpty() ? Optional.of(mended) : Optional.empty();
    }

    /** The types of outputs that are declared as something else. */
    private static Map<String, String> wrong(List<Diagnostic> said) {
        Map<String, String> types = new HashMap<>();
        for (Diagnostic diagnostic : said) {
            Matcher matcher = DECLARED.matcher(diagnostic.message());
            if (diagnostic.code() == DiagnosticCode.NN204 && matcher.matches()) {
                types.put(matcher.group(1), matcher.group(2));
            }
        }
        return types;
    }
}
