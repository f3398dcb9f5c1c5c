package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.NestedClasses;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes what tells a {@code Training} which transposed copies of weights it reads, and when, and what {@link PhaseCode} has to
 * say.
 */
final class TransposeCode {

    private TransposeCode() {}

    /** Statements for the constructor; if they are many, calls of methods that are added to {@code type}. */
    static CodeBlock of(ClassName model, PlacedPlan placed, TypeSpec.Builder type) {
        List<Statements.Line> here = lines(placed, "this");
        if (Statements.fits(here)) {
            return Code.block(Statements.text(here));
        }
        ClassName training = model.nestedClass("Training");
        NestedClasses classes = new NestedClasses(model.simpleName() + "Transposes");
        Statements elsewhere =
                new Statements(classes, "transpose", "training", (name, body) -> MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(training, "training")
                        .addCode(Code.block(body))
                        .build());
        CodeBlock calls = Code.block(elsewhere.body(lines(placed, "training")));
        classes.addTo(type);
        return CodeBlock.builder()
                .addStatement("$T training = this", training)
                .add(calls)
                .build();
    }

    private static List<Statements.Line> lines(PlacedPlan placed, String training) {
        List<Statements.Line> lines = new ArrayList<>(transposes(placed.plan(), training));
        lines.addAll(PhaseCode.lines(placed, training));
        return lines;
    }

    private static List<Statements.Line> transposes(Plan plan, String training) {
        Set<Operand> backward = plan.backward().stream()
                .flatMap(step -> step.operands().stream())
                .collect(Collectors.toSet());
        return plan.transposes().stream()
                .map(copy -> line(
                        copy,
                        training,
                        backward.contains(new Operand.OfTransposed(copy.parameter(), copy.to()))
                                ? "transposeForBackward"
                                : "transposeForInputs"))
                .toList();
    }

    private static Statements.Line line(Plan.Transpose copy, String training, String method) {
        return new Statements.Line(
                Code.inText(UserText.inComment(copy.parameter())),
                Code.fill(
                        "#{training}.#{method}(#{from}, #{to}, #{out}, #{in}#{taps});",
                        "training",
                        training,
                        "method",
                        method,
                        "from",
                        copy.from(),
                        "to",
                        copy.to(),
                        "out",
                        copy.out(),
                        "in",
                        copy.in(),
                        "taps",
                        copy.taps() == 1 ? "" : ", " + copy.taps()));
    }
}
