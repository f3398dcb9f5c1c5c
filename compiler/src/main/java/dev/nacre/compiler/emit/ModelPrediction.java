package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.list;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.model.Network.Port;
import javax.lang.model.element.Modifier;

/** Writes a model's own {@code predict}, which any thread may call and which allocates what it returns. */
final class ModelPrediction {

    private static final String WITH_HALVES = """
            int[] halves = parameters.halves();
            float[] arena = idle.getAndSet(null);
            if (arena == null) {
                arena = new float[halves.length == 0 ? ONE : HALF_ONE];
            }
            if (halves.length == 0) {
                KERNELS.#{method}(parameters.floats(), #{arrays}, arena#{lengths});
            } else {
                boolean f16 = parameters.weights() == $element:T.F16;
                LoadedHalfKernels.KERNELS.#{method}(parameters.floats(), halves, f16, #{arrays}, arena#{lengths});
            }
            idle.set(arena);
            return y;
            """;

    private final ClassName model;
    private final PortNames ports;
    private final boolean halves;
    private final PackedCode packed;

    private ModelPrediction(ClassName model, PortNames ports, boolean halves) {
        this.model = model;
        this.ports = ports;
        this.halves = halves;
        this.packed = new PackedCode(model.simpleName(), ports);
    }

    /** @param halves whether some weights may be of 16 bits */
    static void addTo(TypeSpec.Builder type, ClassName model, PortNames ports, boolean halves) {
        ModelPrediction prediction = new ModelPrediction(model, ports, halves);
        type.addMethod(prediction.predict());
        type.addMethod(prediction.predictWith());
    }

    /** The record of all outputs; for models with several. */
    static TypeSpec resultType(PortNames ports) {
        CodeBlock.Builder javadoc = CodeBlock.builder()
                .add(
                        "The outputs of one sample, each in an array of its own. Two of these are equal if their arrays are the same.\n\n");
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (Name name : ports.outputs()) {
            javadoc.add("@param $L $L, row-major\n", name.outside(), name.port().type());
            components.addParameter(ParameterSpec.builder(ModelClass.array(name.port()), name.outside())
                    .build());
        }
        return TypeSpec.recordBuilder("Prediction")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc.build())
                .recordConstructor(components.build())
                .build();
    }

    private boolean hasOneOutput() {
        return ports.outputs().size() == 1;
    }

    private TypeName result() {
        return hasOneOutput() ? ModelClass.array(ports.outputs().get(0).port()) : model.nestedClass("Prediction");
    }

    private MethodSpec predict() {
        CodeBlock.Builder javadoc = CodeBlock.builder()
                .add("Predicts one sample, on any thread; a {@link Session} does it without allocating.\n\n");
        for (Name name : ports.inputs()) {
            javadoc.add("@param $L $L, row-major\n", name.outside(), name.port().type());
        }
        javadoc.add(
                "@return $L\n",
                list(ports.outputs(), name -> name.outside() + " " + name.port().type()));
        javadoc.add(
                "@throws IllegalArgumentException if $L length is wrong\n",
                ports.inputs().size() == 1 ? "the" : "a");
        String arrays = list(ports.outputs(), this::newArray);
        String checks = ports.hasLengths()
                ? packed.ofOne() + packed.sample(ports.inputs())
                : PortChecks.sample(model.simpleName(), ports.inputs());
        String call = checks + "return this.predictWith("
                + list(ports.inputs(), Name::outside) + ", "
                + (ports.hasLengths() ? packed.locals() + ", " : "")
                + (hasOneOutput() ? arrays : "new Prediction(" + arrays + ")") + ");\n";
        return Methods.builder("predict", list(ports.inputs(), Name::parameter), call)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc.build())
                .returns(result())
                .build();
    }

    private String newArray(Name name) {
        return "new " + (name.port().isFloat() ? "float" : "int") + "[" + packed.size(name) + "]";
    }

    private MethodSpec predictWith() {
        String outputs = hasOneOutput() ? "y" : list(ports.outputs(), name -> "y." + name.outside() + "()");
        String places = list(ports.inputs(), name -> name.inside() + ", 0") + ", "
                + list(ports.outputs(), name -> (hasOneOutput() ? "y" : "y." + name.outside() + "()") + ", 0");
        String arrays = ports.hasLengths() ? places : list(ports.inputs(), Name::inside) + ", " + outputs;
        String body = Code.fill(
                halves ? WITH_HALVES : """
                float[] arena = idle.getAndSet(null);
                if (arena == null) {
                    arena = new float[ONE];
                }
                KERNELS.#{method}(parameters.floats(), #{arrays}, arena#{lengths});
                idle.set(arena);
                return y;
                """,
                "arrays",
                arrays,
                "method",
                ports.hasLengths() ? "predict" : "predictOne",
                "lengths",
                ports.hasLengths() ? ", " + packed.locals() : "");
        String parameters = list(ports.inputs(), Name::insideParameter)
                + (ports.hasLengths() ? ", " + packed.localParameters() : "");
        return Methods.builder("predictWith", parameters, body)
                .addParameter(result(), "y")
                .addModifiers(Modifier.PRIVATE)
                .returns(result())
                .build();
    }
}
