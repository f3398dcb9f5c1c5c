package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.elements;
import static dev.nacre.compiler.emit.PortNames.list;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.place.PlacedPlan;
import javax.lang.model.element.Modifier;

/** Writes a model's {@code Session}. */
final class SessionClass {

    private final String model;
    private final PortNames ports;
    private final PlacedPlan placed;

    private SessionClass(ClassName model, PortNames ports, PlacedPlan placed) {
        this.model = model.simpleName();
        this.ports = ports;
        this.placed = placed;
    }

    static TypeSpec of(ClassName model, PortNames ports, PlacedPlan placed) {
        return new SessionClass(model, ports, placed).type();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder("Session")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ModelClass.behind("BlockInference"))
                .addJavadoc("""
                        Scratch space for predictions of one thread at a time; a second one that comes in meanwhile gets an
                        {@link IllegalStateException}. Unless told to use more threads, it allocates nothing after a thread's
                        first call and never blocks.
                        """)
                .addField(FieldSpec.builder(ModelClass.FLOATS, "values", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(ModelClass.PARAMETERS, "parameters")
                        .addStatement(
                                "super($S, ONE, BLOCK, $L)",
                                model,
                                Math.max(1, placed.batch().size()))
                        .addStatement("this.values = parameters.values()")
                        .build())
                .addMethod(one())
                .addMethod(many());
        if (!ports.single()) {
            type.addMethod(general("PortArrays inputs, PortArrays outputs", ""));
            type.addMethod(general("PortArrays inputs, PortArrays outputs, int n", ", n"));
        }
        return type.addMethod(alone()).addMethod(all()).addMethod(range()).build();
    }

    private MethodSpec one() {
        String body = PortChecks.sample(model, ports.all())
                + PortChecks.distinct(model, ports)
                + "this.predictOne(" + list(ports.all(), Name::outside) + ");\n";
        return predict(list(ports.all(), Name::parameter), body)
                .addJavadoc(
                        "Predicts one sample: from $L to $L.\n",
                        list(ports.inputs(), SessionClass::described),
                        list(ports.outputs(), SessionClass::described))
                .build();
    }

    private static String described(Name name) {
        return name.port().name() + " " + name.port().type();
    }

    private MethodSpec many() {
        String body = PortChecks.batch(model, ports.all())
                + PortChecks.distinct(model, ports)
                + "this.predictAll(" + list(ports.all(), Name::outside) + ", n);\n";
        return predict(list(ports.all(), Name::parameter) + ", int n", body)
                .addJavadoc("Predicts {@code n} samples, row after row.\n")
                .build();
    }

    private MethodSpec.Builder predict(String parameters, String body) {
        MethodSpec.Builder method = Methods.builder("predict", parameters, body).addModifiers(Modifier.PUBLIC);
        return ports.single() ? method.addAnnotation(Override.class) : method;
    }

    private MethodSpec general(String parameters, String n) {
        String arrays = elements(ports.inputs(), "inputs") + ", " + elements(ports.outputs(), "outputs");
        return Methods.builder("predict", parameters, "this.predict(" + arrays + n + ");\n")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private MethodSpec alone() {
        return inside("predictOne", "", """
                $scratch:T scratch = enterForOne();
                try {
                    KERNELS.predictOne(values, #{arrays}, scratch.one());
                } finally {
                    scratch.leave();
                }
                """);
    }

    private MethodSpec all() {
        return inside("predictAll", ", int n", """
                $scratch:T scratch = enter();
                try {
                    if (isAlone(n)) {
                        predictRange(#{arrays}, 0, n, arena(scratch));
                    } else {
                        predictOnThreads(n, scratch, (from, to, arena) -> predictRange(#{arrays}, from, to, arena));
                    }
                } finally {
                    scratch.leave();
                }
                """);
    }

    private MethodSpec range() {
        return inside("predictRange", ", int from, int to, float[] arena", """
                for (int i = from; i < to; i += BLOCK) {
                    KERNELS.predict(values, #{places}, arena, Math.min(BLOCK, to - i));
                }
                """);
    }

    private MethodSpec inside(String name, String parameters, String template) {
        String body = Code.fill(
                template,
                "arrays",
                list(ports.all(), Name::inside),
                "places",
                list(ports.all(), port -> port.argument("i")));
        return Methods.builder(name, list(ports.all(), Name::insideParameter) + parameters, body)
                .addModifiers(Modifier.PRIVATE)
                .build();
    }
}
