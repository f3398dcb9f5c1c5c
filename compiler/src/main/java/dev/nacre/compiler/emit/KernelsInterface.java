package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.list;
import static dev.nacre.compiler.emit.PortNames.listBefore;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The interface between a model's class and its kernel classes, and how it is written. */
final class KernelsInterface {

    static final Entry ALL_FINITE = new Entry(
            TypeName.BOOLEAN,
            "allFinite",
            "float[] g, int from, int to",
            "Whether no gradient from {@code from} to {@code to} is infinite or NaN.");

    private final PortNames ports;

    KernelsInterface(PortNames ports) {
        this.ports = ports;
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
                "float[] p, " + list(ports.all(), Name::batchParameter) + ", float[] arena, int n",
                "Predicts {@code n} samples, a block at most.");
    }

    Entry forward() {
        return new Entry(
                "forward",
                "float[] p, " + list(ports.all(), Name::batchParameter)
                        + ", float[] arena, int n, long seed, long step, int sample",
                "Runs {@code n} samples forward in training mode, the first of which is the batch's {@code sample}.");
    }

    Entry backward() {
        return new Entry(
                "backward",
                "float[] p, float[] t, " + inputs() + listBefore(ports.outputGradients(), Name::batchParameter)
                        + "float[] arena, int n",
                "Runs the same samples backward; {@code t} has the transposed weights"
                        + gradients(ports.outputGradients(), "the outputs' gradients") + ".");
    }

    Entry accumulate() {
        return new Entry(
                "accumulate",
                "int part, " + ofAPart(),
                "Adds the samples' share of a part of the parameters' gradients to {@code g}.");
    }

    /** The parameters of a method that accumulates a part which is known. */
    String ofAPart() {
        return "float[] g, " + inputs() + "float[] arena, int n";
    }

    Entry inputGradient() {
        return new Entry(
                "inputGradient",
                "float[] p, float[] t, " + inputs() + listBefore(ports.inputGradients(), Name::batchParameter)
                        + "float[] arena, int n",
                "Computes the gradients of the inputs.");
    }

    private String inputs() {
        return listBefore(ports.inputs(), Name::batchParameter);
    }

    private static String gradients(List<Name> names, String what) {
        String arrays = list(names, name -> "{@code " + name.kernel() + "}");
        return names.isEmpty() ? "" : ", " + arrays + " " + what;
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder("Kernels")
                .addModifiers(Modifier.STATIC)
                .addJavadoc("What the loops for each kind of vector compute; all give the same bits.$L\n", legend());
        List.of(predictOne(), predict(), forward(), backward(), accumulate(), inputGradient(), ALL_FINITE)
                .forEach(entry -> type.addMethod(method(entry)));
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
