package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.elements;
import static dev.nacre.compiler.emit.PortNames.list;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
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
    private final HalfPlan halves;

    private SessionClass(ClassName model, PortNames ports, PlacedPlan placed) {
        this.model = model.simpleName();
        this.ports = ports;
        this.placed = placed;
        this.halves = HalfPlan.of(placed);
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
                .addField(field(ModelClass.FLOATS, "values"));
        if (halves.any()) {
            type.addField(field(ArrayTypeName.of(TypeName.INT), "halves"));
            type.addField(field(TypeName.BOOLEAN, "f16"));
        }
        type.addMethod(constructor()).addMethod(one()).addMethod(many());
        if (!ports.single()) {
            type.addMethod(general("PortArrays inputs, PortArrays outputs", ""));
            type.addMethod(general("PortArrays inputs, PortArrays outputs, int n", ", n"));
        }
        return type.addMethod(alone()).addMethod(all()).addMethod(range()).build();
    }

    private static FieldSpec field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ModelClass.PARAMETERS, "parameters");
        int batch = Math.max(1, placed.batch().size());
        if (!halves.any()) {
            return constructor
                    .addStatement("super($S, ONE, BLOCK, $L)", model, batch)
                    .addStatement("this.values = parameters.floats()")
                    .build();
        }
        return constructor
                .addStatement(
                        "super($S, parameters.halves().length == 0 ? ONE : HALF_ONE, BLOCK,"
                                + " parameters.halves().length == 0 ? $L : $L)",
                        model,
                        batch,
                        halves.batch())
                .addStatement("this.values = parameters.floats()")
                .addStatement("this.halves = parameters.halves()")
                .addStatement("this.f16 = parameters.weights() == $T.F16", ModelClass.runtime("ElementType"))
                .build();
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
        return inside("predictOne", "", "predictOne(#{weights}, #{arrays}, scratch.one())", """
                $scratch:T scratch = enterForOne();
                try {
                    #{predict}
                } finally {
                    scratch.leave();
                }
                """);
    }

    private MethodSpec all() {
        return inside("predictAll", ", int n", "", """
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
        String call = "predict(#{weights}, #{places}, arena, Math.min(BLOCK, to - i))";
        return inside("predictRange", ", int from, int to, float[] arena", call, """
                for (int i = from; i < to; i += BLOCK) {
                    #{predict}
                }
                """);
    }

    /** @param call of the kernels, with the weights of their kind */
    private MethodSpec inside(String name, String parameters, String call, String template) {
        String arrays = list(ports.all(), Name::inside);
        String places = list(ports.all(), port -> port.argument("i"));
        String predict = Code.fill(choice(call), "arrays", arrays, "places", places);
        String body = Code.fill(template, "arrays", arrays, "places", places, "predict", predict);
        return Methods.builder(name, list(ports.all(), Name::insideParameter) + parameters, body)
                .addModifiers(Modifier.PRIVATE)
                .build();
    }

    /** The call, of the kernels for floats or of those for weights of 16 bits. */
    private String choice(String call) {
        String ofFloats = "KERNELS." + call.replace("#{weights}", "values") + ";";
        return halves.any()
                ? "if (halves.length == 0) {\n    " + ofFloats + "\n} else {\n    " + ModelClass.HALVES + ".KERNELS."
                        + call.replace("#{weights}", "values, halves, f16") + ";\n}"
                : ofFloats;
    }
}
