package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Plan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes what tells a {@code Training} which transposed copies of weights it reads, and when. */
final class TransposeCode {

    private TransposeCode() {}

    /** Statements for the constructor; if they are many, calls of methods that are added to {@code type}. */
    static CodeBlock of(ClassName model, Plan plan, TypeSpec.Builder type) {
        List<Sequence.Line> here = lines(plan, "this");
        if (Sequence.fits(here)) {
            return Code.block(Sequence.text(here));
        }
        ClassName training = model.nestedClass("Training");
        Rooms rooms = new Rooms(model.simpleName() + "Transposes");
        Sequence elsewhere = new Sequence(rooms, "transpose", "training", (name, body) -> MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(training, "training")
                .addCode(Code.block(body))
                .build());
        CodeBlock calls = Code.block(elsewhere.body(lines(plan, "training")));
        rooms.addTo(type);
        return CodeBlock.builder()
                .addStatement("$T training = this", training)
                .add(calls)
                .build();
    }

    private static List<Sequence.Line> lines(Plan plan, String training) {
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

    private static Sequence.Line line(Plan.Transpose copy, String training, String method) {
        return new Sequence.Line(
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
