package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.list;
import static dev.nacre.compiler.emit.PortNames.listBefore;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The interface between a model's class and its kernel classes, and how it is written. */
final class KernelsInterface {

    static final Entry ALL_FINITE = new Entry(
            TypeName.BOOLEAN,
            "allFinite",
            "float[] g, int from, int to",
            "Whether no gradient from {@code from} to {@code to} is infinite or NaN.");

    private static final String PHASED =
            "\n\n<p>Passes of a training step are phases, one behind the other; {@code s} is what all samples share in them.";

    /** The name of the interface for weights of 16 bits. */
    static final String OF_HALVES = "HalfKernels";

    /** What gives the loops for weights of 16 bits. */
    static final String HALVES = "halves";

    private final PortNames ports;
    private final boolean phased;
    private final boolean streaming;
    private final boolean counted;
    private final boolean numbered;
    /** How many samples there are, or which lengths the one sample has. */
    private final String count;

    /** If the passes of a training step have phases, there is {@code s} with what all samples share. */
    KernelsInterface(PortNames ports, Plan plan) {
        this.ports = ports;
        this.phased = plan.phases().any();
        this.streaming = !plan.step().isEmpty();
        this.counted = isCounted(plan);
        this.numbered = isNumbered(plan);
        this.count = ports.hasLengths()
                ? ports.lengths().stream().map(name -> "int " + name.local()).collect(Collectors.joining(", "))
                : "int n";
    }

    /** A method of the interface; parameters as Java writes them. */
    record Entry(TypeName returned, String name, String parameters, String javadoc) {

        Entry(String name, String parameters, String javadoc) {
            this(TypeName.VOID, name, parameters, javadoc);
        }
    }

    Entry predictOne() {
        return new Entry(
                "predictOne",
                "float[] p, " + list(ports.all(), Name::sampleParameter) + ", float[] arena",
                "Predicts one sample.");
    }

    Entry predict() {
        return new Entry(
                "predict",
                "float[] p, " + list(ports.all(), Name::batchParameter) + ", float[] arena, " + count,
                ports.hasLengths() ? "Predicts one sample." : "Predicts {@code n} samples, a block at most.");
    }

    Entry step() {
        return new Entry(
                "step",
                "float[] p, " + list(ports.all(), Name::batchParameter) + ", float[] state, float[] arena"
                        + (counted ? ", " + count : "") + (numbered ? ", long step" : ""),
                "Predicts one step of a sequence, from the state that the one before has left."
                        + (numbered ? " The first has the number 0." : ""));
    }

    /** Whether a stream keeps rows of its last steps, so that it has to know how many there were. */
    static boolean isNumbered(Plan plan) {
        return plan.step().stream()
                .flatMap(step -> step.operands().stream())
                .anyMatch(operand ->
                        operand instanceof Operand.OfBuffer of && of.buffer().home() == Buffer.Home.RECENT);
    }

    /** Whether a stream keeps rows of all its steps, so that it has to know how many there are. */
    static boolean isCounted(Plan plan) {
        return plan.step().stream()
                .flatMap(step -> step.operands().stream())
                .anyMatch(operand -> operand instanceof Operand.OfBuffer of
                        && of.buffer().home() == Buffer.Home.STATE
                        && of.buffer().port() != 0);
    }

    Entry predictOneOfHalves() {
        return ofHalves(predictOne());
    }

    Entry predictOfHalves() {
        return ofHalves(predict());
    }

    private static Entry ofHalves(Entry entry) {
        return new Entry(
                entry.name(),
                entry.parameters().replace("float[] p,", "float[] p, int[] h, boolean f16,"),
                entry.javadoc());
    }

    /** The interface for weights of 16 bits. */
    TypeSpec typeOfHalves() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(OF_HALVES)
                .addModifiers(Modifier.STATIC)
                .addJavadoc(
                        "What the loops compute whose large weights are in {@code h}, two of F16 or BF16 in each int.\n");
        if (!ports.hasLengths()) {
            type.addMethod(method(predictOneOfHalves()));
        }
        return type.addMethod(method(predictOfHalves())).build();
    }

    Entry forward() {
        return new Entry(
                "forward",
                ofAPhase("float[] p") + list(ports.all(), Name::batchParameter) + ", float[] arena, " + count
                        + ", long seed, long step, int sample",
                ports.hasLengths()
                        ? "Runs one sample forward in training mode, the batch's {@code sample}."
                        : "Runs {@code n} samples forward in training mode, the first of which is the batch's {@code sample}.");
    }

    Entry backward() {
        return new Entry(
                "backward",
                ofAPhase("float[] p, float[] t") + inputs() + listBefore(ports.outputGradients(), Name::batchParameter)
                        + "float[] arena, " + count,
                (ports.hasLengths() ? "Runs the same sample" : "Runs the same samples")
                        + " backward; {@code t} has the transposed weights"
                        + gradients(ports.outputGradients(), "the outputs' gradients") + ".");
    }

    Entry accumulate() {
        return new Entry(
                "accumulate",
                "int part, float[] g, " + inputs() + "float[] arena, " + count,
                (ports.hasLengths() ? "Adds the sample's" : "Adds the samples'")
                        + " share of a part of the parameters' gradients to {@code g}.");
    }

    Entry inputGradient() {
        return new Entry(
                "inputGradient",
                ofAPhase("float[] p, float[] t") + inputs() + listBefore(ports.inputGradients(), Name::batchParameter)
                        + "float[] arena, " + count,
                "Computes the gradients of the inputs.");
    }

    Entry share() {
        return new Entry(
                "share",
                "int phase, float[] p, float[] s",
                "Computes what the samples of a phase share, and sets to zero what they will be summed to.");
    }

    Entry sum() {
        return new Entry(
                "sum",
                "int sum, float[] s, " + inputs() + "float[] arena, " + count,
                "Adds the samples to one of the sums.");
    }

    private String ofAPhase(String first) {
        return (phased ? "int phase, " : "") + first + (phased ? ", float[] s, " : ", ");
    }

    /** What a kernel class has, in order. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(List.of(predict(), forward(), backward(), accumulate(), inputGradient()));
        if (!ports.hasLengths()) {
            entries.add(0, predictOne());
        }
        if (streaming) {
            entries.add(step());
        }
        if (phased) {
            entries.addAll(List.of(share(), sum()));
        }
        entries.add(ALL_FINITE);
        return entries;
    }

    private String inputs() {
        return listBefore(ports.inputs(), Name::batchParameter);
    }

    private static String gradients(List<Name> names, String what) {
        String arrays = list(names, name -> "{@code " + name.kernel() + "}");
        return names.isEmpty() ? "" : ", " + arrays + " " + what;
    }

    /** @param halves whether some weights may be of 16 bits */
    TypeSpec type(ClassName model, boolean halves) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder("Kernels")
                .addModifiers(Modifier.STATIC)
                .addJavadoc(
                        "What the loops for each kind of vector compute; all give the same bits.$L$L\n",
                        legend(),
                        phased ? PHASED : "");
        entries().forEach(entry -> type.addMethod(method(entry)));
        if (halves) {
            type.addMethod(MethodSpec.methodBuilder(HALVES)
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .returns(model.nestedClass(OF_HALVES))
                    .addJavadoc("The loops for weights of 16 bits.\n")
                    .build());
        }
        return type.build();
    }

    /** Which array is for which port, where that is not plain. */
    private String legend() {
        return ports.inputs().size() == 1 && ports.outputs().size() == 1
                ? ""
                : " Arrays are named\n"
                        + list(ports.all(), name -> "{@code " + name.kernel() + "} for {@code " + name.outside() + "}")
                        + ".";
    }

    private static MethodSpec method(Entry entry) {
        return Methods.builder(entry.name(), entry.parameters(), "")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .returns(entry.returned())
                .addJavadoc("$L\n", entry.javadoc())
                .build();
    }
}
