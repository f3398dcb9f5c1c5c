package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever name the checker lets through, the Java code that has it compiles without a warning. */
class OddNamesTest {

    /** Names that generated code has for its own variables, fields, methods and types, as far as a model may have them, too. */
    private static final List<String> ODD = List.of(
            "p",
            "t",
            "s",
            "i",
            "j",
            "k",
            "r",
            "v",
            "x",
            "X",
            "x1",
            "xo",
            "x1o",
            "y",
            "Y",
            "y1",
            "y2o",
            "gx",
            "gy",
            "gy1",
            "gradX",
            "gradY",
            "gradx",
            "y_",
            "Y_",
            "grad",
            "arena",
            "seed",
            "step",
            "sample",
            "samples",
            "count",
            "to",
            "part",
            "BLOCK",
            "values",
            "one",
            "idle",
            "session",
            "parameters",
            "gradients",
            "transposed",
            "kernels",
            "predict",
            "forward",
            "create",
            "load",
            "spec",
            "copy",
            "equals",
            "inputs",
            "outputs",
            "record",
            "var",
            "yield",
            "sealed",
            "permits",
            "dev",
            "java",
            "jdk",
            "nacre",
            "test",
            "String",
            "Math",
            "Override",
            "args",
            "file",
            "bytes",
            "range",
            "N",
            "main",
            "a_");

    @Test
    void portsMayHaveTheNamesOfGeneratedVariables() {
        String models = IntStream.iterate(0, i -> i < ODD.size(), i -> i + 2)
                .mapToObj(i -> {
                    String a = ODD.get(i);
                    String b = ODD.get((i + 1) % ODD.size());
                    String c = ODD.get((i + 2) % ODD.size());
                    String d = ODD.get((i + 3) % ODD.size());
                    return "model One" + i + " (" + a + ": [3]) -> (" + b + ": [2]) < linear(2) >\n"
                            + "model Several" + i + " (" + a + ": [3], " + b + ": int[2]) -> (" + c + ": [2], " + d
                            + ": [4], other: int[2]) <\n"
                            + "  from " + b + " -> other; from " + a + "; linear(2) -> " + c + "; linear(4) -> " + d
                            + "\n>\n";
                })
                .collect(Collectors.joining());
        assertEquals(List.of(), compiled(models).warnings());
    }

    @Test
    void anOutputAloneMayBeCalledLikeAMethodOfObject() {
        String models = Stream.of(
                        "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait")
                .map(name ->
                        "model A" + name + " (" + name + ": [3]) -> (y: [2], z: [2]) < linear(2) -> y; relu -> z >\n"
                                + "model B" + name + " (x: [3]) -> (" + name + ": [2]) < linear(2) >\n")
                .collect(Collectors.joining());
        assertEquals(List.of(), compiled(models).warnings());
    }

    @Test
    void modelsMayHaveTheNamesOfGeneratedVariables() {
        List<String> taken = List.of("record", "var", "yield", "sealed", "permits", "String", "Math", "Override");
        String models = ODD.stream()
                .filter(name -> !taken.contains(name))
                .filter(name -> name.equals(name.toLowerCase(Locale.ROOT)))
                .map(name -> "model " + name + " (a: [3], b: [3]) -> (c: [2], d: [4]) <\n"
                        + "  from (a, b); sum; residual < linear(3); dropout >; linear(2) -> c; linear(4) -> d\n>\n")
                .collect(Collectors.joining());
        assertEquals(List.of(), compiled(models).warnings());
    }

    @Test
    void aModelMayHaveAHundredPorts() {
        String inputs = ports("in", ": [1]", ", ");
        String outputs = ports("out", ": [1]", ", ");
        String body = IntStream.range(0, 50)
                .mapToObj(i -> "from in" + i + "; linear(1) -> out" + i)
                .collect(Collectors.joining(";\n"));
        CompiledModels models = compiled("model Wide (" + inputs + ") -> (" + outputs + ") <\n" + body + "\n>");
        assertEquals(List.of(), models.warnings());
        Model model = models.create("Wide", Target.SCALAR, 1);
        assertEquals(50, model.spec().outputs().size());
    }

    /** The classes for one kind of vector and for none: what differs between the others has no names of users in it. */
    private static CompiledModels compiled(String text) {
        Diagnostics diagnostics = new Diagnostics();
        List<Network> networks = NnCompiler.check(List.of(new SourceFile("odd.nn", "test", text)), diagnostics);
        assertEquals(List.of(), diagnostics.sorted());
        return CompiledModels.of(networks, Set.of(Target.SCALAR, Target.S256));
    }

    private static String ports(String name, String type, String between) {
        return IntStream.range(0, 50).mapToObj(i -> name + i + type).collect(Collectors.joining(between));
    }
}
