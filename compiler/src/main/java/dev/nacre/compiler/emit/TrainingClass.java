package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.elements;
import static dev.nacre.compiler.emit.PortNames.list;
import static dev.nacre.compiler.emit.PortNames.listBefore;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.GradientParts;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes a model's {@code Training}: the ports and kernels of the runtime's {@code BlockTraining}. */
final class TrainingClass {

    private final ClassName type;
    private final String model;
    private final PortNames ports;
    private final PlacedPlan placed;
    private final PackedCode packed;

    private TrainingClass(ClassName model, PortNames ports, PlacedPlan placed) {
        this.type = model;
        this.model = model.simpleName();
        this.ports = ports;
        this.placed = placed;
        this.packed = new PackedCode(this.model, ports);
    }

    static TypeSpec of(ClassName model, PortNames ports, PlacedPlan placed) {
        return new TrainingClass(model, ports, placed).type();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder("Training")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ModelClass.behind(phased() ? "PhasedTraining" : "BlockTraining"))
                .addJavadoc("""
                        Gradients and saved activations of one thread at a time; a second one that comes in meanwhile gets an
                        {@link IllegalStateException}.
                        """);
        Stream.of(ports.all(), ports.outputGradients(), ports.inputGradients())
                .flatMap(List::stream)
                .forEach(name ->
                        type.addField(FieldSpec.builder(ModelClass.array(name.port()), name.inside(), Modifier.PRIVATE)
                                .initializer("{}")
                                .build()));
        if (ports.hasLengths()) {
            type.addField(SessionClass.packedSamples(packed));
        }
        type.addMethod(constructor(type));
        passes(type);
        if (!ports.single()) {
            generalPasses(type);
        }
        blocks(type);
        return type.build();
    }

    private boolean phased() {
        return placed.plan().phases().any();
    }

    private MethodSpec constructor(TypeSpec.Builder type) {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ModelClass.PARAMETERS, "parameters")
                .addStatement(
                        "super(parameters, BLOCK, $L, $L, $L$L)",
                        placed.training().size(),
                        GradientParts.of(placed.plan().accumulate()).size(),
                        placed.plan().transposedSize(),
                        phased() ? phases(placed.plan().phases()) : "")
                .addCode(TransposeCode.of(this.type, placed, type))
                .build();
    }

    private String phases(Phases phases) {
        return ", " + placed.training().statistics() + ", " + phases.forward().size() + ", "
                + phases.backward().size();
    }

    private void passes(TypeSpec.Builder type) {
        String kept = keep(ports.all()) + "this.forwardAll(n);\n";
        String arrays = ports.hasLengths()
                ? list(ports.inputs(), Name::parameter) + ", " + packed.parameters() + ", "
                        + list(ports.outputs(), Name::parameter)
                : list(ports.all(), Name::parameter);
        type.addMethod(pass(
                "forward",
                arrays + ", int n",
                """
                Computes outputs in training mode and keeps what {@link #backward} needs; until then inputs must not change.
                """ + (ports.hasLengths() ? "\n" + packed.described() : ""),
                ports.single(),
                ports.hasLengths()
                        ? PortChecks.distinct(model, ports) + entered(packed.take() + packed.batch(ports.all()) + kept)
                        : PortChecks.batch(model, ports.all()) + PortChecks.distinct(model, ports) + entered(kept)));
        List<Name> arriving = ports.outputGradients();
        type.addMethod(pass(
                "backward",
                listBefore(arriving, Name::parameter) + "int n",
                """
                Adds to {@link #gradients()} those of a loss whose gradients at the outputs of the last {@code forward} are given.
                """,
                arriving.size() == 1,
                checked(arriving, keep(arriving) + "this.backwardAll(\"" + model + "\", n);\n")));
        List<Name> wanted = ports.inputGradients();
        if (!wanted.isEmpty()) {
            type.addMethod(pass(
                    "inputGradient",
                    list(wanted, Name::parameter),
                    """
                    Computes the gradients of the inputs of the last {@code backward}; call it before the parameters change.
                    """,
                    wanted.size() == 1,
                    entered("int n = this.samplesOfBackward(\"" + model + "\");\n" + checks(wanted) + keep(wanted)
                            + "this.inputGradientAll();\n")));
        }
    }

    private String checks(List<Name> names) {
        return ports.hasLengths() ? packed.batch(names) : PortChecks.batch(model, names);
    }

    /** Checks and what follows, where lengths are known from the pass before. */
    private String checked(List<Name> names, String body) {
        return ports.hasLengths() ? entered("batch.same(n);\n" + checks(names) + body) : checks(names) + entered(body);
    }

    /** What one thread at a time may do. */
    private static String entered(String body) {
        return Code.fill("""
                this.enter();
                try {
                    #{body}
                } finally {
                    this.leave();
                }
                """, "body", body);
    }

    private static String keep(List<Name> names) {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append("this.")
                .append(name.inside())
                .append(" = ")
                .append(name.outside())
                .append(";\n"));
        return text.toString();
    }

    /** What code that works with any model calls. */
    private void generalPasses(TypeSpec.Builder type) {
        type.addMethod(overriding(
                "forward",
                "PortArrays inputs, PortArrays outputs, int n",
                "this.forward(" + elements(ports.inputs(), "inputs") + ", "
                        + (ports.hasLengths() ? packed.generalArguments("inputs") + ", " : "")
                        + elements(ports.outputs(), "outputs")
                        + ", n);\n"));
        List<Name> arriving = ports.outputGradients();
        type.addMethod(overriding(
                "backward",
                "PortArrays gradients, int n",
                "this.backward(" + elements(arriving, "gradients") + (arriving.isEmpty() ? "n" : ", n") + ");\n"));
        List<Name> wanted = ports.inputGradients();
        type.addMethod(overriding(
                "inputGradient",
                "PortArrays gradients",
                wanted.isEmpty()
                        ? "// No input is of float.\n"
                        : "this.inputGradient(" + elements(wanted, "gradients") + ");\n"));
    }

    /** A method of the model's own arrays; where the interface has the same one, that describes it. */
    private static MethodSpec pass(String name, String parameters, String javadoc, boolean overrides, String body) {
        if (overrides) {
            return overriding(name, parameters, body);
        }
        return Methods.builder(name, parameters, body)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L", javadoc)
                .build();
    }

    private static MethodSpec overriding(String name, String parameters, String body) {
        return Methods.builder(name, parameters, body)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .build();
    }

    private void blocks(TypeSpec.Builder type) {
        String all = list(ports.all(), this::place);
        String inputs = listBefore(ports.inputs(), this::place);
        String count = ports.hasLengths() ? packed.lengthsOf("from") : "count";
        String p = phased() ? "phase, values(), statistics(), " : "values(), ";
        String pt = phased() ? "phase, values(), transposed(), statistics(), " : "values(), transposed(), ";
        type.addMethod(block(
                "forwardBlock",
                ofAPhase("float[] arena, int from, int count, long seed, long step"),
                "KERNELS.forward(" + p + all + ", arena, " + count + ", seed, step, from);\n"));
        type.addMethod(block(
                "backwardBlock",
                ofAPhase("float[] arena, int from, int count"),
                "KERNELS.backward(" + pt + inputs + listBefore(ports.outputGradients(), this::place) + "arena, " + count
                        + ");\n"));
        type.addMethod(block(
                "accumulateBlock",
                "int part, float[] gradients, float[] arena, int from, int count",
                "KERNELS.accumulate(part, gradients, " + inputs + "arena, " + count + ");\n"));
        type.addMethod(block(
                "inputGradientBlock",
                ofAPhase("float[] arena, int from, int count"),
                "KERNELS.inputGradient(" + pt + inputs + listBefore(ports.inputGradients(), this::place) + "arena, "
                        + count + ");\n"));
        if (phased()) {
            type.addMethod(block("share", "int phase", "KERNELS.share(phase, values(), statistics());\n"));
            type.addMethod(block(
                    "sumBlock",
                    "int sum, float[] arena, int from, int count",
                    "KERNELS.sum(sum, statistics(), " + inputs + "arena, " + count + ");\n"));
        }
        type.addMethod(Methods.builder(
                        "allFinite",
                        "float[] gradients, int from, int to",
                        "return KERNELS.allFinite(gradients, from, to);\n")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.BOOLEAN)
                .build());
    }

    private String ofAPhase(String parameters) {
        return phased() ? "int phase, " + parameters : parameters;
    }

    private String place(Name name) {
        return packed.place(name, "from");
    }

    private static MethodSpec block(String name, String parameters, String body) {
        return Methods.builder(name, parameters, body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .build();
    }
}
