package dev.nacre.compiler.emit;

import static dev.nacre.compiler.emit.PortNames.list;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.PortNames.Name;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes a model's {@code Stream}, which goes through a sequence step by step. */
final class StreamClass {

    private final ClassName type;
    private final String model;
    private final PortNames ports;
    private final PlacedPlan placed;
    /** The outputs have a row for each so manyth step. */
    private final int every;

    private StreamClass(ClassName model, PortNames ports, PlacedPlan placed) {
        this.type = model.nestedClass("Stream");
        this.model = model.simpleName();
        this.ports = ports;
        this.placed = placed;
        this.every = placed.plan().step().stream()
                .filter(step -> StepRoles.written(step) instanceof Operand.OfBuffer of
                        && of.buffer().home() == Buffer.Home.OUTPUT)
                .mapToInt(Step::every)
                .max()
                .orElse(1);
    }

    static TypeSpec of(ClassName model, PortNames ports, PlacedPlan placed) {
        return new StreamClass(model, ports, placed).type();
    }

    /** The method of the model that makes one. */
    static MethodSpec factory() {
        return MethodSpec.methodBuilder("newStream")
                .addModifiers(Modifier.PUBLIC)
                .returns(ClassName.bestGuess("Stream"))
                .addJavadoc("A sequence that goes through the model step by step, before its first step.\n")
                .addStatement("return new Stream(parameters)")
                .build();
    }

    private TypeSpec type() {
        return TypeSpec.classBuilder("Stream")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ModelClass.behind("SteppedStream"))
                .addJavadoc("""
                        A sequence that goes through the model step by step. Belongs to one thread at a time; a step allocates
                        nothing and takes no lock.
                        """)
                .addField(ModelClass.PARAMETERS, "parameters", Modifier.PRIVATE, Modifier.FINAL)
                .addField(ModelClass.FLOATS, "values", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor())
                .addMethod(step())
                .addMethod(steps())
                .addMethod(copy())
                .build();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ModelClass.PARAMETERS, "parameters")
                .addStatement(
                        "super($S, parameters, $L, $L, $L)",
                        model,
                        placed.step().statistics(),
                        placed.step().size(),
                        counted() ? ports.lengths().get(0).length().bound() : 0)
                .addStatement("this.parameters = parameters")
                .addStatement("this.values = parameters.floats()")
                .build();
    }

    private MethodSpec step() {
        StringBuilder checks = new StringBuilder();
        for (Name name : ports.all()) {
            checks.append("$arguments:T.sample(" + described(name) + ", " + name.width() + ");\n");
        }
        String body = checks + indices("1") + PortChecks.distinct(model, ports) + room("1") + call("0", "0");
        boolean slow = every > 1;
        return method("step", "", body + (slow ? "return " + local("step") + " % " + every + " == 0;\n" : ""))
                .returns(slow ? TypeName.BOOLEAN : TypeName.VOID)
                .addJavadoc(
                        "Goes one step on: a row of $L gives one of $L.\n$L$L",
                        described(ports.inputs()),
                        described(ports.outputs()),
                        slow ? "\n@return whether it did: the first of each " + every + " steps does\n" : "",
                        ends())
                .build();
    }

    private MethodSpec steps() {
        boolean slow = every > 1;
        StringBuilder checks = new StringBuilder();
        for (Name name : ports.inputs()) {
            checks.append("$arguments:T.batch(" + described(name) + ", " + name.width() + ", n);\n");
        }
        checks.append(slow ? "int " + local("rows") + " = this.rows(n, " + every + ");\n" : "");
        for (Name name : ports.outputs()) {
            checks.append("$arguments:T.batch(" + described(name) + ", " + name.width() + ", "
                    + (slow ? local("rows") : "n") + ");\n");
        }
        String counted = local("row") + " += " + local("step") + " % " + every + " == 0 ? 1 : 0;";
        String loop = Code.fill(
                """
                #{row}
                for (int #{i} = 0; #{i} < n; #{i}++) {
                    #{call}
                }
                #{result}
                """,
                "row",
                slow ? "int " + local("row") + " = 0;" : "",
                "i",
                local("i"),
                "call",
                call(local("i"), local(slow ? "row" : "i")) + (slow ? counted : ""),
                "result",
                slow ? "return " + local("rows") + ";" : "");
        return method("steps", ", int n", checks + indices("n") + PortChecks.distinct(model, ports) + room("n") + loop)
                .returns(slow ? TypeName.INT : TypeName.VOID)
                .addJavadoc(
                        "Goes {@code n} steps on, a row of each array for each: rows are $L, and what one step gives follows what"
                                + " the one before it gave.\n$L$L",
                        described(ports.all()),
                        slow
                                ? "\n@return how many rows of outputs there are: the first of each " + every
                                        + " steps gives one\n"
                                : "",
                        ends())
                .build();
    }

    private static String described(List<Name> names) {
        return list(names, name -> name.port().name() + " " + row(name.port()));
    }

    /** What there is of a port in each step. */
    private static String row(Network.Port port) {
        Shape shape = port.shape();
        List<Integer> others = IntStream.range(0, shape.rank())
                .filter(axis -> shape.length(axis).isEmpty())
                .boxed()
                .toList();
        return (port.isFloat() ? "" : "int")
                + (others.isEmpty() ? "" : shape.select(others).toString());
    }

    private String ends() {
        return counted() ? "\n@throws IllegalStateException if the stream has no room for as many steps\n" : "";
    }

    private MethodSpec.Builder method(String name, String further, String body) {
        return Methods.builder(name, list(ports.all(), Name::parameter) + further, body)
                .addModifiers(Modifier.PUBLIC);
    }

    private String indices(String count) {
        StringBuilder checks = new StringBuilder();
        ports.all().stream()
                .filter(name -> name.rows() != Name.NO_TABLE)
                .forEach(name -> checks.append("$arguments:T.indices(" + described(name) + ", " + name.width() + ", "
                        + count + ", " + name.rows() + ");\n"));
        return checks.toString();
    }

    private boolean counted() {
        return KernelsInterface.isCounted(placed.plan());
    }

    private String room(String count) {
        return counted() ? "this.room(" + count + ");\n" : "";
    }

    private String described(Name name) {
        return Code.string(model) + ", " + Code.string(name.outside()) + ", " + name.outside();
    }

    private String call(String step, String row) {
        String places = places(ports.inputs(), step) + ", " + places(ports.outputs(), row);
        String number = numbered() ? local("step") : "next()";
        return (numbered() ? "long " + number + " = next();\n" : "")
                + "KERNELS.step(values, " + places + ", state(), arena()"
                + (counted() ? ", (int) " + number + " + 1" : "")
                + (numbered() ? ", " + number : "") + ");\n";
    }

    /** A local variable, whatever the ports are called. */
    private String local(String wanted) {
        String name = wanted;
        while (isPort(name)) {
            name += "_";
        }
        return name;
    }

    private boolean isPort(String name) {
        return ports.all().stream().anyMatch(port -> port.outside().equals(name));
    }

    private static String places(List<Name> names, String row) {
        return list(names, name -> name.outside() + ", " + (row.equals("0") ? "0" : Code.times(row, name.width())));
    }

    private boolean numbered() {
        return KernelsInterface.isNumbered(placed.plan());
    }

    private MethodSpec copy() {
        return MethodSpec.methodBuilder("copy")
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addJavadoc("A stream that goes on from the same state.\n")
                .addStatement("Stream copy = new Stream(parameters)")
                .addStatement("this.copyTo(copy)")
                .addStatement("return copy")
                .build();
    }
}
