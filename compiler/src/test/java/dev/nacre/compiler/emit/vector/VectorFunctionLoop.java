package dev.nacre.compiler.emit.vector;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A generated class that applies a {@link VectorFunction} to an array, compiled and loaded without touching a disk. */
final class VectorFunctionLoop {

    private static final String VECTORS = "jdk.incubator.vector";
    private static final ArrayTypeName FLOATS = ArrayTypeName.of(float.class);
    private static final ParameterizedTypeName FUNCTION =
            ParameterizedTypeName.get(ClassName.get(BiConsumer.class), FLOATS, FLOATS);

    private VectorFunctionLoop() {}

    /** A loop over vectors of {@code target}, from the first array to the second; lengths are multiples of 16. */
    @SuppressWarnings("unchecked") // The generated class says that it implements this type.
    static BiConsumer<float[], float[]> compile(VectorFunction function, Target target)
            throws ReflectiveOperationException {
        return (BiConsumer<float[], float[]>)
                load(source(function, target)).getDeclaredConstructor().newInstance();
    }

    static JavaFile source(VectorFunction function, Target target) {
        ClassName vector = ClassName.get(VECTORS, "FloatVector");
        FieldSpec species = FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(VECTORS, "VectorSpecies"), ClassName.get(Float.class)),
                        "SPECIES",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.SPECIES_$L", vector, 32 * target.lanes())
                .build();
        MethodSpec accept = MethodSpec.methodBuilder("accept")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(FLOATS, "from")
                .addParameter(FLOATS, "to")
                .beginControlFlow("for (int i = 0; i < from.length; i += $L)", target.lanes())
                .addStatement("$1T x = $1T.fromArray(SPECIES, from, i)", vector)
                .addCode(function.statements("x", "y", "y", "SPECIES"))
                .addStatement("y.intoArray(to, i)")
                .endControlFlow()
                .build();
        TypeSpec type = TypeSpec.classBuilder("Loop")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(FUNCTION)
                .addField(species)
                .addMethod(accept)
                .build();
        return JavaFile.builder("generated", type).build();
    }

    private static Class<?> load(JavaFile file) throws ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean compiled = compiler.getTask(
                        null,
                        new MemoryFileManager(compiler.getStandardFileManager(diagnostics, null, null), bytes),
                        diagnostics,
                        List.of("--release", "17", "--add-modules", VECTORS, "-proc:none"),
                        null,
                        List.of(file.toJavaFileObject()))
                .call();
        if (!compiled) {
            throw new AssertionError(diagnostics.getDiagnostics() + "\n" + file);
        }
        return new ClassLoader(VectorFunctionLoop.class.getClassLoader()) {
            Class<?> define() {
                return defineClass("generated.Loop", bytes.toByteArray(), 0, bytes.size());
            }
        }.define();
    }

    /** Keeps the one class that is written. */
    private static final class MemoryFileManager extends ForwardingJavaFileManager<JavaFileManager> {
        private final OutputStream bytes;

        MemoryFileManager(JavaFileManager manager, OutputStream bytes) {
            super(manager);
            this.bytes = bytes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
