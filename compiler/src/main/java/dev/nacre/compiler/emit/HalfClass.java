package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.method.HalfMethods;
import dev.nacre.compiler.emit.method.KernelMethods;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.emit.method.NestedClasses;
import dev.nacre.compiler.emit.vector.HalfDialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import javax.lang.model.element.Modifier;

/**
 * Writes the class with the loops of a target that read weights of 16 bits. It is nested in the one with the others, which it
 * calls, and loaded by the JVM when a model with such weights predicts first.
 */
final class HalfClass {

    private final ClassName model;
    private final PortNames ports;
    private final HalfPlan plan;
    private final Target target;
    private final NestedClasses steps = new NestedClasses("HalfSteps");
    private final NestedClasses loops = new NestedClasses("HalfLoops");
    private final HalfMethods methods;
    private final KernelMethods floats;

    private HalfClass(ClassName model, PortNames ports, HalfPlan plan, Target target, KernelMethods floats) {
        this.model = model;
        this.ports = ports;
        this.plan = plan;
        this.target = target;
        this.floats = floats;
        this.methods = new HalfMethods(target, floats, loops);
    }

    /** @param floats the methods of the class in which it is nested */
    static TypeSpec of(ClassName model, PortNames ports, HalfPlan plan, Target target, KernelMethods floats) {
        return new HalfClass(model, ports, plan, target, floats).type();
    }

    /** No other class has this name, because the model's own classes start with the model's. */
    static String name(ClassName model) {
        return model.simpleName() + "Half";
    }

    private TypeSpec type() {
        KernelsInterface kernels = new KernelsInterface(ports, plan.placed().plan());
        MethodSpec batch = entry(kernels.predictOfHalves(), plan.placed().batch(), false);
        TypeSpec.Builder type = TypeSpec.classBuilder(name(model))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(model.nestedClass(KernelsInterface.OF_HALVES))
                .addJavadoc("The loops that read weights of 16 bits; {@code h} is these, two in each int.\n");
        if (target != Target.SCALAR) {
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(
                                    ClassName.get("jdk.incubator.vector", "VectorSpecies"), TypeName.INT.box()),
                            HalfDialect.INTS,
                            Modifier.PRIVATE,
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer(
                            "$T.SPECIES_$L",
                            ClassName.get("jdk.incubator.vector", "IntVector"),
                            target.lanes() * Integer.SIZE)
                    .build());
        }
        if (!ports.hasLengths()) {
            type.addMethod(entry(kernels.predictOneOfHalves(), plan.placed().one(), true));
        }
        type.addMethod(batch);
        steps.addTo(type);
        loops.addTo(type);
        return type.build();
    }

    private MethodSpec entry(KernelsInterface.Entry entry, Arena arena, boolean one) {
        StepCalls calls = new StepCalls(
                floats, ports, arena, one, new StepCalls.Halves(plan.parameters(), methods, HalfPlan.wide(arena)));
        String arguments = Methods.arguments(entry.parameters());
        Statements statements = new Statements(
                steps, entry.name(), arguments, (part, body) -> Methods.builder(part, entry.parameters(), body)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .build());
        String body = statements.body(calls.lines(plan.placed().plan().predict()));
        return Methods.builder(entry.name(), entry.parameters(), body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }
}
