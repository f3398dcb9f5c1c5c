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

    private static final String ALONE = """
            $scratch:T scratch = enterForOne();
            try {
                #{predict}
            } finally {
                scratch.leave();
            }
            """;

    private static final String ALL = """
            if (isAlone(n)) {
                predictRange(#{arrays}, 0, n, arena(scratch));
            } else {
                predictOnThreads(n, scratch, (from, to, arena) -> predictRange(#{arrays}, from, to, arena));
            }
            """;

    private final String model;
    private final PortNames ports;
    private final PlacedPlan placed;
    private final HalfPlan halves;
    private final PackedCode packed;

    private SessionClass(ClassName model, PortNames ports, PlacedPlan placed) {
        this.model = model.simpleName();
        this.ports = ports;
        this.placed = placed;
        this.halves = HalfPlan.of(placed);
        this.packed = new PackedCode(this.model, ports);
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
        if (ports.hasLengths()) {
            type.addField(packedSamples(packed));
        }
        type.addMethod(constructor()).addMethod(one()).addMethod(many());
        if (!ports.single()) {
            type.addMethod(general("PortArrays inputs, PortArrays outputs", "", ""));
            String lengths = ports.hasLengths() ? packed.generalArguments("inputs") + ", " : "";
            type.addMethod(general("PortArrays inputs, PortArrays outputs, int n", lengths, ", n"));
        }
        return type.addMethod(alone()).addMethod(all()).addMethod(range()).build();
    }

    private static FieldSpec field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
    }

    /** What knows the lengths of a batch's samples. */
    static FieldSpec packedSamples(PackedCode packed) {
        return FieldSpec.builder(ModelClass.behind("PackedSamples"), "batch", Modifier.PRIVATE, Modifier.FINAL)
                .initializer(Code.block(packed.samples()))
                .build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ModelClass.PARAMETERS, "parameters");
        int batch = Math.max(1, placed.batch().size());
        if (!halves.any()) {
            return constructor
                    .addStatement("super($S, $L, BLOCK, $L)", model, ports.hasLengths() ? "0" : "ONE", batch)
                    .addStatement("this.values = parameters.floats()")
                    .build();
        }
        return constructor
                .addStatement(
                        "super($S, $L, BLOCK, parameters.halves().length == 0 ? $L : $L)",
                        model,
                        ports.hasLengths() ? "0" : "parameters.halves().length == 0 ? ONE : HALF_ONE",
                        batch,
                        halves.batch())
                .addStatement("this.values = parameters.floats()")
                .addStatement("this.halves = parameters.halves()")
                .addStatement("this.f16 = parameters.weights() == $T.F16", ModelClass.runtime("ElementType"))
                .build();
    }

    private MethodSpec one() {
        String checks = ports.hasLengths()
                ? packed.ofOne() + packed.sample(ports.all())
                : PortChecks.sample(model, ports.all());
        String lengths = ports.hasLengths() ? ", " + packed.locals() : "";
        String body = checks
                + PortChecks.distinct(model, ports)
                + "this.predictOne(" + list(ports.all(), Name::outside) + lengths + ");\n";
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
        if (ports.hasLengths()) {
            return manyPacked();
        }
        String body = PortChecks.batch(model, ports.all())
                + PortChecks.distinct(model, ports)
                + "this.predictAll(" + list(ports.all(), Name::outside) + ", n);\n";
        return predict(list(ports.all(), Name::parameter) + ", int n", body)
                .addJavadoc("Predicts {@code n} samples, row after row.\n")
                .build();
    }

    private MethodSpec manyPacked() {
        String parameters = list(ports.inputs(), Name::parameter) + ", " + packed.parameters() + ", "
                + list(ports.outputs(), Name::parameter) + ", int n";
        String body = Code.fill(
                """
                #{distinct}
                $scratch:T scratch = enter();
                try {
                    #{take}
                    #{checks}
                    this.predictAll(scratch, #{arrays}, n);
                } finally {
                    scratch.leave();
                }
                """,
                "distinct",
                PortChecks.distinct(model, ports),
                "take",
                packed.take(),
                "checks",
                packed.batch(ports.all()),
                "arrays",
                list(ports.all(), Name::outside));
        return predict(parameters, body)
                .addJavadoc(
                        "Predicts {@code n} samples, the rows of each behind those of the one before it.\n\n$L",
                        packed.described())
                .build();
    }

    private MethodSpec.Builder predict(String parameters, String body) {
        MethodSpec.Builder method = Methods.builder("predict", parameters, body).addModifiers(Modifier.PUBLIC);
        return ports.single() ? method.addAnnotation(Override.class) : method;
    }

    private MethodSpec general(String parameters, String lengths, String n) {
        String arrays = elements(ports.inputs(), "inputs") + ", " + lengths + elements(ports.outputs(), "outputs");
        return Methods.builder("predict", parameters, "this.predict(" + arrays + n + ");\n")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private MethodSpec alone() {
        if (ports.hasLengths()) {
            String places = list(ports.all(), name -> name.inside() + ", 0");
            String call = "predict(#{weights}, " + places + ", arena(scratch), " + packed.locals() + ")";
            return inside("predictOne", ", " + packed.localParameters(), call, ALONE.replace("enterForOne", "enter"));
        }
        return inside("predictOne", "", "predictOne(#{weights}, #{arrays}, scratch.one())", ALONE);
    }

    private MethodSpec all() {
        if (ports.hasLengths()) {
            String parameters = "SessionScratch scratch, " + list(ports.all(), Name::insideParameter) + ", int n";
            String body = Code.fill(ALL, "arrays", list(ports.all(), Name::inside));
            return Methods.builder("predictAll", parameters, body)
                    .addModifiers(Modifier.PRIVATE)
                    .build();
        }
        return inside("predictAll", ", int n", "", """
                $scratch:T scratch = enter();
                try {
                    #{all}
                } finally {
                    scratch.leave();
                }
                """);
    }

    private MethodSpec range() {
        if (ports.hasLengths()) {
            String call = "predict(#{weights}, " + list(ports.all(), port -> packed.place(port, "i")) + ", arena, "
                    + packed.lengthsOf("i") + ")";
            return inside("predictRange", ", int from, int to, float[] arena", call, """
                    for (int i = from; i < to; i++) {
                        #{predict}
                    }
                    """);
        }
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
        String all = Code.fill(ALL, "arrays", arrays);
        String body = Code.fill(template, "all", all, "arrays", arrays, "places", places, "predict", predict);
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
