package dev.nacre.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Counts;
import dev.nacre.compiler.emit.method.FiniteMethod;
import dev.nacre.compiler.emit.method.GradientParts;
import dev.nacre.compiler.emit.method.KernelMethods;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.emit.method.NestedClasses;
import dev.nacre.compiler.emit.method.VectorConstants;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class with a model's loops for one target. */
final class KernelClass {

    /** The name of the array with 0, 1, 2, … */
    static final String IOTA = "IOTA";

    private final ClassName model;
    private final PortNames ports;
    private final PlacedPlan placed;
    private final Target target;
    private final NestedClasses steps = new NestedClasses("Steps");
    private final NestedClasses loops = new NestedClasses("Loops");
    private final KernelMethods methods;

    private KernelClass(ClassName model, PortNames ports, PlacedPlan placed, Target target) {
        this.model = model;
        this.ports = ports;
        this.placed = placed;
        this.target = target;
        this.methods = new KernelMethods(target, new Counts(placed.plan().lengths()), loops);
    }

    static TypeSpec of(ClassName model, PortNames ports, PlacedPlan placed, Target target) {
        return new KernelClass(model, ports, placed, target).type();
    }

    /** The class's name: the model's, then the target's. */
    static ClassName name(ClassName model, Target target) {
        return model.peerClass(model.simpleName() + suffix(target));
    }

    /** What a target adds to the model's name. */
    static String suffix(Target target) {
        return switch (target) {
            case S512 -> "512";
            case S256 -> "256";
            case S128 -> "128";
            case SCALAR -> "Scalar";
        };
    }

    private TypeSpec type() {
        List<MethodSpec> entries = entries();
        TypeSpec.Builder type = TypeSpec.classBuilder(name(model, target))
                .addAnnotation(ModelClass.GENERATED)
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(model.nestedClass("Kernels"))
                .addJavadoc(
                        "The loops of {@link $T} $L.\n\n<p>In all of them {@code p} is the parameters, {@code arena} the"
                                + " scratch space, and a name that ends in {@code o} is where an operand starts in its"
                                + " array.\n",
                        model,
                        target == Target.SCALAR
                                ? "in plain float arithmetic"
                                : "for " + target.lanes() * Float.SIZE + "-bit vectors");
        if (target != Target.SCALAR) {
            VectorConstants.of(target, kernels()).forEach(type::addField);
        }
        iota().ifPresent(type::addField);
        entries.forEach(type::addMethod);
        HalfPlan halves = HalfPlan.of(placed);
        if (halves.any()) {
            type.addMethod(halves());
            type.addType(HalfClass.of(model, ports, halves, target, methods));
        }
        steps.addTo(type);
        loops.addTo(type);
        return type.build();
    }

    private MethodSpec halves() {
        return MethodSpec.methodBuilder(KernelsInterface.HALVES)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(model.nestedClass(KernelsInterface.OF_HALVES))
                .addStatement("return new $L()", HalfClass.name(model))
                .build();
    }

    private Optional<FieldSpec> iota() {
        return steps().flatMap(step -> step.operands().stream())
                .flatMap(operand -> numbers(operand).stream())
                .max(Integer::compare)
                .map(size -> FieldSpec.builder(
                                ArrayTypeName.of(float.class), IOTA, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.iota($L)", ModelClass.behind("Rows"), size)
                        .build());
    }

    /** How many of the numbers 0, 1, 2, … an operand needs. */
    private static Optional<Integer> numbers(Operand operand) {
        if (operand instanceof Operand.OfAxisSize size) {
            return Optional.of(size.size() + 1);
        }
        return operand instanceof Operand.OfIota iota ? Optional.of(iota.size()) : Optional.empty();
    }

    private List<Kernel> kernels() {
        return steps().map(Step::kernel).toList();
    }

    private Stream<Step> steps() {
        return Stream.of(
                        placed.plan().predict(),
                        placed.plan().step(),
                        placed.plan().forward(),
                        placed.plan().backward(),
                        placed.plan().accumulate(),
                        placed.plan().inputGradient())
                .flatMap(List::stream);
    }

    private List<MethodSpec> entries() {
        Plan plan = placed.plan();
        KernelsInterface kernels = new KernelsInterface(ports, plan);
        StepCalls one = new StepCalls(methods, ports, placed.one(), true);
        StepCalls batch = new StepCalls(methods, ports, placed.batch(), false);
        StepCalls training = new StepCalls(methods, ports, placed.training(), false);
        List<MethodSpec> entries = new ArrayList<>();
        if (!ports.hasLengths()) {
            entries.add(steps(kernels.predictOne(), one, plan.predict()));
        }
        entries.add(steps(kernels.predict(), batch, plan.predict()));
        if (plan.phases().any()) {
            phased(kernels, training, entries);
        } else {
            entries.add(steps(kernels.forward(), training, plan.forward()));
            entries.add(steps(kernels.backward(), training, plan.backward()));
            entries.add(accumulate(kernels, training));
            entries.add(steps(kernels.inputGradient(), training, plan.inputGradient()));
        }
        if (!plan.step().isEmpty()) {
            StepCalls step = new StepCalls(methods, ports, placed.step(), false);
            KernelsInterface.Entry entry = kernels.step();
            entries.add(
                    entry(entry, statements(entry.name(), entry.parameters()).body(step.linesOfStream(plan.step()))));
        }
        entries.add(entry(KernelsInterface.ALL_FINITE, FiniteMethod.body(target)));
        return entries;
    }

    /** Phases are numbered through all passes, and so are their sums. */
    private void phased(KernelsInterface kernels, StepCalls training, List<MethodSpec> entries) {
        Phases phases = placed.plan().phases();
        int backward = phases.forward().size();
        int inputs = backward + phases.backward().size();
        entries.add(pass(kernels.forward(), 0, phases.forward(), training));
        entries.add(pass(kernels.backward(), backward, phases.backward(), training));
        entries.add(accumulate(kernels, training));
        entries.add(pass(kernels.inputGradient(), inputs, phases.inputGradient(), training));
        List<List<Statements.Line>> shared =
                phases.all().stream().map(training::linesOfShared).toList();
        List<List<Statements.Line>> sums = phases.all().stream()
                .flatMap(phase -> phase.sums().stream())
                .map(step -> training.lines(List.of(step)))
                .toList();
        entries.add(cases(kernels.share(), 0, shared));
        entries.add(cases(kernels.sum(), 0, sums));
    }

    private MethodSpec pass(KernelsInterface.Entry entry, int first, List<Phases.Phase> phases, StepCalls calls) {
        return cases(
                entry,
                first,
                phases.stream().map(phase -> calls.lines(phase.steps())).toList());
    }

    private MethodSpec steps(KernelsInterface.Entry entry, StepCalls calls, List<Step> all) {
        return entry(entry, statements(entry.name(), entry.parameters()).body(calls.lines(all)));
    }

    private Statements statements(String name, String parameters) {
        return new Statements(
                steps, name, Methods.arguments(parameters), (part, body) -> Methods.builder(part, parameters, body)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .build());
    }

    private MethodSpec accumulate(KernelsInterface kernels, StepCalls calls) {
        return cases(
                kernels.accumulate(),
                0,
                GradientParts.of(placed.plan().accumulate()).stream()
                        .map(calls::linesOfPart)
                        .toList());
    }

    /**
     * A case for each of the lists, which the first parameter counts from {@code first} on; calls of what it has to do, if all
     * of that does not fit into one method.
     */
    private MethodSpec cases(KernelsInterface.Entry entry, int first, List<List<Statements.Line>> parts) {
        int comma = entry.parameters().indexOf(", ");
        String number = entry.parameters().substring("int ".length(), comma);
        boolean here = Statements.fits(parts.stream().flatMap(List::stream).toList());
        Statements elsewhere = statements(entry.name(), entry.parameters().substring(comma + 2));
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String body = here ? Statements.text(parts.get(i)) : elsewhere.call(parts.get(i)) + "\n";
            cases.append("case ")
                    .append(first + i)
                    .append(" -> {\n")
                    .append(body.indent(4))
                    .append("}\n");
        }
        return entry(entry, Code.fill("""
                switch (#{number}) {
                    #{cases}
                    default -> throw new IllegalArgumentException("#{number} " + #{number});
                }
                """, "number", number, "cases", cases));
    }

    private static MethodSpec entry(KernelsInterface.Entry entry, String body) {
        return Methods.builder(entry.name(), entry.parameters(), body)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(entry.returned())
                .build();
    }
}
