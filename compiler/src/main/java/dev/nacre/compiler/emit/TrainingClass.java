package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Writes a model's {@code Training}: the ports and kernels of the runtime's {@code BlockTraining}. */
final class TrainingClass {

    private final ClassName model;
    private final Network.Port in;
    private final Network.Port out;
    private final PlacedPlan placed;

    private TrainingClass(ClassName model, Network network, PlacedPlan placed) {
        this.model = model;
        this.in = network.inputs().get(0);
        this.out = network.outputs().get(0);
        this.placed = placed;
    }

    static TypeSpec of(ClassName model, Network network, PlacedPlan placed) {
        return new TrainingClass(model, network, placed).type();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder("Training")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ModelClass.runtime("BlockTraining"))
                .addSuperinterface(ModelClass.runtime("TrainingPass"))
                .addJavadoc("Gradients and saved activations of one thread at a time.\n");
        for (String array : List.of("x", "y", "gradY", "gradX")) {
            type.addField(FieldSpec.builder(ModelClass.FLOATS, array, Modifier.PRIVATE)
                    .initializer("{}")
                    .build());
        }
        type.addMethod(constructor(type));
        passes(type);
        blocks(type);
        return type.build();
    }

    private MethodSpec constructor(TypeSpec.Builder type) {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ModelClass.PARAMETERS, "parameters")
                .addStatement(
                        "super(parameters, BLOCK, $L, $L, $L)",
                        placed.training().size(),
                        Parts.of(placed.plan().accumulate()).size(),
                        placed.plan().transposedSize())
                .addCode(TransposeCode.of(model, placed.plan(), type))
                .build();
    }

    private void passes(TypeSpec.Builder type) {
        String gradOut = gradient(out);
        String gradIn = gradient(in);
        String name = model.simpleName();
        type.addMethod(pass(
                "forward",
                "float[] " + in.name() + ", float[] " + out.name() + ", int n",
                PortChecks.batch(name, in, in.name()) + PortChecks.batch(name, out, out.name())
                        + PortChecks.distinct(name, in, out)
                        + "this.x = " + in.name() + ";\nthis.y = " + out.name() + ";\nthis.forwardAll(n);\n"));
        type.addMethod(pass(
                "backward",
                "float[] " + gradOut + ", int n",
                PortChecks.batch(name, out, gradOut) + "this.gradY = " + gradOut + ";\nthis.backwardAll(\"" + name
                        + "\", n);\n"));
        type.addMethod(pass(
                "inputGradient",
                "float[] " + gradIn,
                "int n = this.samplesOfBackward(\"" + name + "\");\n" + PortChecks.batch(name, in, gradIn)
                        + "this.gradX = " + gradIn + ";\nthis.inputGradientAll();\n"));
    }

    private static String gradient(Network.Port port) {
        return "grad" + port.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + port.name().substring(1);
    }

    private static MethodSpec pass(String name, String parameters, String body) {
        return Methods.builder(name, parameters, body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private void blocks(TypeSpec.Builder type) {
        int inSize = in.shape().elements();
        int outSize = out.shape().elements();
        type.addMethod(block(
                "forwardBlock",
                "float[] arena, int from, int count, long seed, long step",
                Code.fill("""
                KERNELS.forward(values(), x, #{x}, y, #{y}, arena, count, seed, step, from);
                """, "x", Code.times("from", inSize), "y", Code.times("from", outSize))));
        type.addMethod(block(
                "backwardBlock",
                "float[] arena, int from, int count",
                Code.fill("""
                KERNELS.backward(values(), transposed(), x, #{x}, gradY, #{y}, arena, count);
                """, "x", Code.times("from", inSize), "y", Code.times("from", outSize))));
        type.addMethod(block(
                "accumulateBlock",
                "int part, float[] gradients, float[] arena, int from, int count",
                Code.fill("""
                        KERNELS.accumulate(part, gradients, x, #{x}, arena, count);
                        """, "x", Code.times("from", inSize))));
        type.addMethod(block(
                "inputGradientBlock",
                "float[] arena, int from, int count",
                Code.fill("""
                KERNELS.inputGradient(values(), transposed(), x, #{x}, gradX, #{x}, arena, count);
                """, "x", Code.times("from", inSize))));
        type.addMethod(Methods.builder(
                        "allFinite",
                        "float[] gradients, int from, int to",
                        "return KERNELS.allFinite(gradients, from, to);\n")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.BOOLEAN)
                .build());
    }

    private static MethodSpec block(String name, String parameters, String body) {
        return Methods.builder(name, parameters, body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .build();
    }
}
