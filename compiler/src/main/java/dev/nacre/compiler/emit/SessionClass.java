package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import javax.lang.model.element.Modifier;

/** Writes a model's {@code Session}. */
final class SessionClass {

    private SessionClass() {}

    static TypeSpec of(ClassName model, Network network, PlacedPlan placed) {
        Network.Port in = network.inputs().get(0);
        Network.Port out = network.outputs().get(0);
        return TypeSpec.classBuilder("Session")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ModelClass.runtime("BlockInference"))
                .addSuperinterface(ModelClass.runtime("InferenceSession"))
                .addJavadoc("""
                        Scratch space for predictions of one thread at a time. Unless told to use more threads, it allocates
                        nothing after the first call and never blocks.
                        """)
                .addField(FieldSpec.builder(ModelClass.FLOATS, "values", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addField(FieldSpec.builder(ModelClass.FLOATS, "one", Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new float[$L]", placed.one().size())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(ModelClass.PARAMETERS, "parameters")
                        .addStatement(
                                "super(BLOCK, $L)", Math.max(1, placed.batch().size()))
                        .addStatement("this.values = parameters.values()")
                        .build())
                .addMethod(one(model, in, out))
                .addMethod(many(model, in, out))
                .addMethod(range(in, out))
                .build();
    }

    private static MethodSpec one(ClassName model, Network.Port in, Network.Port out) {
        String body = PortChecks.sample(model.simpleName(), in, in.name())
                + PortChecks.sample(model.simpleName(), out, out.name())
                + PortChecks.distinct(model.simpleName(), in, out)
                + "KERNELS.predictOne(this.values, " + in.name() + ", " + out.name() + ", this.one);\n";
        return Methods.builder("predict", "float[] " + in.name() + ", float[] " + out.name(), body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Predicts one sample: from $L $L to $L $L.\n", in.name(), in.shape(), out.name(), out.shape())
                .build();
    }

    private static MethodSpec many(ClassName model, Network.Port in, Network.Port out) {
        String body = PortChecks.batch(model.simpleName(), in, in.name())
                + PortChecks.batch(model.simpleName(), out, out.name())
                + PortChecks.distinct(model.simpleName(), in, out)
                + "this.predictAll(" + in.name() + ", " + out.name() + ", n);\n";
        return Methods.builder("predict", "float[] " + in.name() + ", float[] " + out.name() + ", int n", body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Predicts {@code n} samples, row after row.\n")
                .build();
    }

    private static MethodSpec range(Network.Port in, Network.Port out) {
        String body = Code.fill(
                """
                for (int i = from; i < to; i += BLOCK) {
                    KERNELS.predict(values, x, #{in}, y, #{out}, arena, Math.min(BLOCK, to - i));
                }
                """,
                "in",
                Code.times("i", in.shape().elements()),
                "out",
                Code.times("i", out.shape().elements()));
        return Methods.builder("predictRange", "float[] x, float[] y, int from, int to, float[] arena", body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .build();
    }
}
