package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes a model's Java: the class that applications use, and one class with its loops for each target. */
public final class Emission {

    private Emission() {}

    /** A class as text, in {@code path} below the output directory. */
    public record JavaSource(String path, String text) {}

    /** The sources of a model; the scalar target is always among them, because every JVM can run it. */
    public static List<JavaSource> emit(Network network, PlacedPlan placed, Set<Target> targets) {
        Set<Target> all = EnumSet.copyOf(targets);
        all.add(Target.SCALAR);
        ClassName name = ClassName.get(network.packageName(), network.name());
        PortNames ports = PortNames.of(network, placed.plan());
        List<JavaSource> sources = new ArrayList<>();
        sources.add(source(name, ModelClass.of(name, network, ports, placed, all)));
        for (Target target : all) {
            sources.add(source(KernelClass.name(name, target), KernelClass.of(name, ports, placed, target)));
        }
        return sources;
    }

    private static JavaSource source(ClassName name, TypeSpec type) {
        JavaFile file = JavaFile.builder(name.packageName(), type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
        String directory =
                name.packageName().isEmpty() ? "" : name.packageName().replace('.', '/') + "/";
        return new JavaSource(directory + name.simpleName() + ".java", file.toString());
    }
}
