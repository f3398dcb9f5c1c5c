package dev.nacre.compiler.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Network.Visibility;
import dev.nacre.compiler.place.PlacedPlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the public class of a model: what an application sees, and the choice of kernels behind it. */
final class ModelClass {

    static final AnnotationSpec GENERATED = AnnotationSpec.builder(
                    ClassName.get("javax.annotation.processing", "Generated"))
            .addMember("value", "$S", "dev.nacre.compiler")
            .build();

    /** The class that has the loops for weights of 16 bits. */
    static final String HALVES = "LoadedHalfKernels";

    static final TypeName FLOATS = ArrayTypeName.of(float.class);
    private static final ClassName PATH = ClassName.get("java.nio.file", "Path");
    static final ClassName PARAMETERS = runtime("Parameters");

    private final ClassName name;
    private final Network network;
    private final PortNames ports;
    private final PlacedPlan placed;
    private final Set<Target> targets;
    private final HalfPlan halves;

    private ModelClass(ClassName name, Network network, PortNames ports, PlacedPlan placed, Set<Target> targets) {
        this.name = name;
        this.network = network;
        this.ports = ports;
        this.placed = placed;
        this.targets = targets;
        this.halves = HalfPlan.of(placed);
    }

    static TypeSpec of(ClassName name, Network network, PortNames ports, PlacedPlan placed, Set<Target> targets) {
        return new ModelClass(name, network, ports, placed, targets).type();
    }

    /** The type of a port's arrays. */
    static TypeName array(Port port) {
        return ArrayTypeName.of(port.isFloat() ? TypeName.FLOAT : TypeName.INT);
    }

    /** A type that users know as well. */
    static ClassName runtime(String simpleName) {
        return ClassName.get("dev.nacre.runtime", simpleName);
    }

    /** A type for generated code alone. */
    static ClassName behind(String simpleName) {
        return ClassName.get("dev.nacre.runtime.generated", simpleName);
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addAnnotation(GENERATED)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(runtime("Model"))
                .addJavadoc(javadoc());
        if (network.visibility() == Visibility.PUBLIC) {
            type.addModifiers(Modifier.PUBLIC);
        }
        fields(type);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(PARAMETERS, "parameters")
                .addStatement("this.parameters = parameters")
                .build());
        factories(type);
        ModelPrediction.addTo(type, name, ports, halves.any());
        instances(type);
        type.addMethod(kernels());
        if (ports.outputs().size() > 1) {
            type.addType(ModelPrediction.resultType(ports));
        }
        KernelsInterface kernels =
                new KernelsInterface(ports, placed.plan());
        type.addType(SessionClass.of(name, ports, placed))
                .addType(TrainingClass.of(name, ports, placed))
                .addType(kernels.type(name, halves.any()));
        if (!placed.plan().step().isEmpty()) {
            type.addMethod(StreamClass.factory()).addType(StreamClass.of(name, ports, placed));
        }
        if (halves.any()) {
            type.addType(kernels.typeOfHalves()).addType(loadedHalves());
        }
        return type.build();
    }

    /** So that the loops for weights of 16 bits are loaded when they are needed. */
    private TypeSpec loadedHalves() {
        TypeName kernels = name.nestedClass(KernelsInterface.OF_HALVES);
        return TypeSpec.classBuilder(HALVES)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Made when a model with weights of 16 bits predicts first.\n")
                .addField(FieldSpec.builder(kernels, "KERNELS", Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.KERNELS.$L()", name, KernelsInterface.HALVES)
                        .build())
                .build();
    }

    private CodeBlock javadoc() {
        CodeBlock.Builder javadoc = CodeBlock.builder();
        network.doc()
                .map(UserText::inJavadoc)
                .filter(doc -> !doc.isEmpty())
                .ifPresent(doc -> javadoc.add("$L\n\n<p>", doc));
        return javadoc.add(
                        "$L to $L. The model may be shared by any number of threads that predict; a {@link Session} or"
                                + " {@link Training}\nbelongs to one thread at a time.\n",
                        ports(network.inputs(), "From"),
                        ports(network.outputs(), ""))
                .build();
    }

    private static String ports(java.util.List<Port> ports, String lead) {
        String list = ports.stream()
                .map(port -> "{@code " + port.name() + " " + port.type() + "}")
                .collect(Collectors.joining(", "));
        return lead.isEmpty() ? list : lead + " " + list;
    }

    private void fields(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(runtime("ModelSpec"), "SPEC", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Ports, layers and parameters; prints as a table.\n")
                .initializer(SpecCode.of(network, placed, type))
                .build());
        type.addField(constant("BLOCK", placed.block(), "Samples that go through the network together."));
        type.addField(constant("ONE", placed.one().size(), "Floats of scratch space for one sample."));
        if (halves.any()) {
            type.addField(
                    constant("HALF_ONE", halves.one(), "The same if weights are of 16 bits, some of them widened."));
        }
        ClassName reference = ClassName.get("java.util.concurrent.atomic", "AtomicReference");
        TypeName idle = ParameterizedTypeName.get(reference, FLOATS);
        type.addField(FieldSpec.builder(
                        name.nestedClass("Kernels"), "KERNELS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("kernels()")
                .build());
        type.addField(FieldSpec.builder(PARAMETERS, "parameters", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        type.addField(FieldSpec.builder(idle, "idle", Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T<>()", reference)
                .build());
    }

    static FieldSpec constant(String name, int value, String javadoc) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .initializer("$L", value)
                .build();
    }

    private void factories(TypeSpec.Builder type) {
        type.addMethod(MethodSpec.methodBuilder("create")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("A new model with PyTorch's default initialisation, drawn from {@code seed}.\n")
                .addParameter(TypeName.LONG, "seed")
                .returns(name)
                .addStatement("return new $T($T.initialized(SPEC, seed))", name, PARAMETERS)
                .build());
        type.addMethod(MethodSpec.methodBuilder("load")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("""
                        A model with the parameters of a safetensors file, whose keys are those of PyTorch's {@code state_dict}.

                        @throws $T if the file is malformed, or any key is missing, unknown or of another shape
                        @throws $T if the file cannot be read
                        """, runtime("ModelFormatException"), IOException.class)
                .addParameter(PATH, "file")
                .addException(IOException.class)
                .returns(name)
                .addStatement("$T parameters = $T.zeros(SPEC)", PARAMETERS, PARAMETERS)
                .addStatement("$T.load(parameters, file)", runtime("Checkpoint"))
                .addStatement("return new $T(parameters)", name)
                .build());
        type.addMethod(MethodSpec.methodBuilder("load")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("""
                        The same with options, such as weights of 16 bits for less memory and faster predictions.

                        @throws $T if the file is malformed, any key is missing, unknown or of another shape, or a weight is too
                            large for its 16 bits
                        @throws $T if the file cannot be read
                        """, runtime("ModelFormatException"), IOException.class)
                .addParameter(PATH, "file")
                .addParameter(runtime("LoadOptions"), "options")
                .addException(IOException.class)
                .returns(name)
                .addStatement("return new $T($T.load(SPEC, file, options))", name, runtime("Checkpoint"))
                .build());
        type.addMethod(MethodSpec.methodBuilder("save")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        Writes the parameters to a safetensors file that {@link #load} and PyTorch read. The file is replaced
                        atomically: a failure leaves the one that was there.

                        @throws $T if the file cannot be written
                        """, IOException.class)
                .addParameter(PATH, "file")
                .addException(IOException.class)
                .addStatement("$T.save(parameters, file)", runtime("Checkpoint"))
                .build());
    }

    private void instances(TypeSpec.Builder type) {
        type.addMethod(getter("spec", runtime("ModelSpec"), "return SPEC"));
        type.addMethod(getter("parameters", PARAMETERS, "return parameters"));
        type.addMethod(getter("newSession", name.nestedClass("Session"), "return new Session(parameters)"));
        type.addMethod(getter("newTraining", name.nestedClass("Training"), "return new Training(parameters)"));
        type.addMethod(getter("copy", name, "return new " + name.simpleName() + "(parameters.copy())"));
    }

    private static MethodSpec getter(String name, TypeName returned, String statement) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returned)
                .addStatement(statement)
                .build();
    }

    private MethodSpec kernels() {
        CodeBlock.Builder body = CodeBlock.builder();
        CodeBlock available = Arrays.stream(Target.values())
                .filter(targets::contains)
                .map(target -> CodeBlock.of("$T.$L", runtime("SimdTarget"), target))
                .collect(CodeBlock.joining(", "));
        body.add("return switch ($T.choose($T.class, $L)) {\n", runtime("SimdTarget"), name, available);
        for (Target target : Target.values()) {
            if (targets.contains(target) && target != Target.SCALAR) {
                body.add("    case $L -> new $T();\n", target, KernelClass.name(name, target));
            }
        }
        body.add("    default -> new $T();\n};\n", KernelClass.name(name, Target.SCALAR));
        return MethodSpec.methodBuilder("kernels")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(name.nestedClass("Kernels"))
                .addCode(body.build())
                .build();
    }
}
