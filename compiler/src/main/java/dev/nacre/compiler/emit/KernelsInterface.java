package dev.nacre.compiler.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the interface between a model's class and its kernel classes. */
final class KernelsInterface {

    static final Entry PREDICT_ONE =
            new Entry("predictOne", "float[] p, float[] x, float[] y, float[] arena", "Predicts one sample.");
    static final Entry PREDICT = new Entry(
            "predict",
            "float[] p, float[] x, int xo, float[] y, int yo, float[] arena, int n",
            "Predicts {@code n} samples, a block at most.");
    static final Entry FORWARD = new Entry(
            "forward",
            "float[] p, float[] x, int xo, float[] y, int yo, float[] arena, int n, long seed, long step, int sample",
            "Runs {@code n} samples forward in training mode, the first of which is the batch's {@code sample}.");
    static final Entry BACKWARD = new Entry(
            "backward",
            "float[] p, float[] t, float[] x, int xo, float[] gy, int gyo, float[] arena, int n",
            "Runs the same samples backward; {@code t} has the transposed weights, {@code gy} the outputs' gradients.");
    /** The parameters of a method that accumulates a part which is known. */
    static final String OF_A_PART = "float[] g, float[] x, int xo, float[] arena, int n";

    static final Entry ACCUMULATE = new Entry(
            "accumulate",
            "int part, " + OF_A_PART,
            "Adds the samples' share of a part of the parameters' gradients to {@code g}.");
    static final Entry INPUT_GRADIENT = new Entry(
            "inputGradient",
            "float[] p, float[] t, float[] x, int xo, float[] gx, int gxo, float[] arena, int n",
            "Computes the gradients of the inputs.");
    static final Entry ALL_FINITE = new Entry(
            TypeName.BOOLEAN,
            "allFinite",
            "float[] g, int from, int to",
            "Whether no gradient from {@code from} to {@code to} is infinite or NaN.");

    private KernelsInterface() {}

    /** A method of the interface; parameters as Java writes them. */
    record Entry(TypeName returned, String name, String parameters, String javadoc) {

        Entry(String name, String parameters, String javadoc) {
            this(TypeName.VOID, name, parameters, javadoc);
        }
    }

    static TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder("Kernels")
                .addModifiers(Modifier.STATIC)
                .addJavadoc("What the loops for each kind of vector compute; all give the same bits.\n");
        List.of(PREDICT_ONE, PREDICT, FORWARD, BACKWARD, ACCUMULATE, INPUT_GRADIENT, ALL_FINITE)
                .forEach(entry -> type.addMethod(method(entry)));
        return type.build();
    }

    private static MethodSpec method(Entry entry) {
        return Methods.builder(entry.name(), entry.parameters(), "")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .returns(entry.returned())
                .addJavadoc("$L\n", entry.javadoc())
                .build();
    }
}
