package dev.nacre.compiler.generated;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.Emission;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Models compiled from {@code .nn} text through the whole pipeline and javac, ready to be loaded for any target. */
final class CompiledModels {

    private final Map<String, byte[]> classes;
    private final List<GeneratedSource> sources;
    private final List<String> warnings;
    /** So that all models of a class share what the JVM compiles of it. */
    private final Map<String, Class<?>> loaded = new HashMap<>();

    private CompiledModels(Map<String, byte[]> classes, List<GeneratedSource> sources, List<String> warnings) {
        this.classes = classes;
        this.sources = sources;
        this.warnings = warnings;
    }

    /** Compiles text in the package {@code test}. */
    static CompiledModels of(String nn) {
        return of(new SourceFile("models.nn", "test", nn));
    }

    /** Compiles text in the package {@code test} for some targets. */
    static CompiledModels of(String nn, Set<Target> targets) {
        return of(new CompilerOptions(targets), new SourceFile("models.nn", "test", nn));
    }

    static CompiledModels of(SourceFile... files) {
        return of(CompilerOptions.defaults(), files);
    }

    private static CompiledModels of(CompilerOptions options, SourceFile... files) {
        Compilation compilation = NnCompiler.compile(List.of(files), options);
        if (!compilation.diagnostics().isEmpty()) {
            throw new AssertionError(compilation.diagnostics().stream()
                    .map(DiagnosticRenderer::render)
                    .collect(Collectors.joining("\n")));
        }
        return javac(compilation.sources());
    }

    /** Compiles networks of the package {@code test}. */
    static CompiledModels of(List<Network> networks) {
        return of(networks, Set.of(Target.values()));
    }

    /** Compiles networks of the package {@code test} for some targets. */
    static CompiledModels of(List<Network> networks, Set<Target> targets) {
        return javac(networks.stream()
                .flatMap(network -> Emission.emit(network, placed(network), targets).stream())
                .map(source -> new GeneratedSource(source.path(), source.text()))
                .toList());
    }

    private static PlacedPlan placed(Network network) {
        return Placement.place(NnCompiler.plan(network)).orElseThrow();
    }

    /** The class files by binary name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    List<GeneratedSource> sources() {
        return sources;
    }

    /** javac's warnings under {@code -Xlint:all}, the one about the incubator module aside. */
    List<String> warnings() {
        return warnings;
    }

    /** A new model of the class {@code test.name} whose kernels are those of {@code target}. */
    synchronized Model create(String name, Target target, long seed) {
        String simd = target == Target.SCALAR ? "off" : String.valueOf(target.lanes() * Float.SIZE);
        System.setProperty("nacre.simd", simd);
        try {
            Class<?> type = loaded.get(name + simd);
            if (type == null) {
                type = new Loader().loadClass("test." + name);
                loaded.put(name + simd, type);
            }
            return (Model) type.getMethod("create", long.class).invoke(null, seed);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        } finally {
            System.clearProperty("nacre.simd");
        }
    }

    private final class Loader extends ClassLoader {

        Loader() {
            super(CompiledModels.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** Compiles what was generated; an error says what javac says. */
    static CompiledModels javac(List<GeneratedSource> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        Memory memory = new Memory(javac.getStandardFileManager(messages, null, null));
        List<String> options =
                List.of("--release", "17", "--add-modules", "jdk.incubator.vector", "-proc:none", "-Xlint:all");
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach(source -> units.add(new Text(source)));
        boolean compiled =
                javac.getTask(null, memory, messages, options, null, units).call();
        List<String> warnings = messages.getDiagnostics().stream()
                .filter(message -> !message.getMessage(null).contains("using incubating module"))
                .filter(message -> message.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString)
                .toList();
        if (!compiled) {
            throw new AssertionError(String.join("\n", warnings));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new CompiledModels(classes, sources, warnings);
    }

    private static final class Text extends SimpleJavaFileObject {

        private final GeneratedSource source;

        Text(GeneratedSource source) {
            super(URI.create("memory:///" + source.path()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
