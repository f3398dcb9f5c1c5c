package dev.nacre.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Methods;
import dev.nacre.compiler.emit.method.NestedClasses;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Group;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Outline;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.summary.Memory;
import dev.nacre.compiler.summary.MultiplyAdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Writes what builds a model's {@code ModelSpec}: one expression, or for a large model methods that are called in turn,
 * because javac's stack does not take an expression of hundreds of calls.
 */
final class SpecCode {

    private final Network network;
    private final Lengths lengths;
    private final Predicate<String> isHalved;
    private final List<String> calls = new ArrayList<>();

    private SpecCode(Network network, PlacedPlan placed) {
        this.network = network;
        this.lengths = placed.plan().lengths();
        HalfPlan halves = HalfPlan.of(placed);
        this.isHalved = halves.any() ? halves.parameters()::contains : name -> false;
        PortNames.of(network, placed.plan()).inputs().forEach(this::input);
        network.outputs().forEach(port -> port(port.isFloat() ? "output" : "intOutput", port));
        parts(Outline.of(network));
        placed.plan().parameters().slots().forEach(this::parameter);
        Memory memory = Memory.of(placed);
        calls.add(".activations(" + memory.prediction() + ", " + memory.training() + ")");
    }

    /** Adds what the expression that is returned needs. */
    static CodeBlock of(Network network, PlacedPlan placed, TypeSpec.Builder type) {
        SpecCode code = new SpecCode(network, placed);
        List<Statements.Line> statements = code.calls.stream()
                .map(call -> new Statements.Line("", "spec" + call + ";"))
                .toList();
        return Statements.fits(statements) ? code.expression() : code.methods(statements, type);
    }

    private void input(PortNames.Name name) {
        port(name.port().isFloat() ? "input" : "intInput", name.port());
        if (name.rows() != PortNames.Name.NO_TABLE) {
            calls.add(".rows(" + name.rows() + ")");
        }
    }

    private void port(String kind, Network.Port port) {
        calls.add("." + kind + "(" + Code.string(port.name()) + sizes(port.shape(), this::length) + ")");
    }

    /** What a port has to say of a length: a name alone is one that may be 1. */
    private String length(Length length) {
        int least = lengths.least(length.declared());
        if (length.isDerived()) {
            return PackedCode.derived(length, least);
        }
        String name = Code.string(length.name());
        return least == 1 ? name : "$length:T.declared(" + name + ", " + least + ")";
    }

    private void layer(Layer layer) {
        String names = Code.string(layer.path()) + ", " + Code.string(layer.kind());
        long multiplyAdds = MultiplyAdds.of(layer);
        calls.add(".layer(" + names + sizes(layer.output()) + ")"
                + (multiplyAdds == 0 ? "" : ".multiplyAdds(" + multiplyAdds + ")"));
    }

    private void parts(List<Outline.Part> parts) {
        parts.forEach(part -> part.match(new Outline.Cases<Boolean>() {
            @Override
            public Boolean leaf(Outline.Leaf leaf) {
                layer(leaf.layer());
                return true;
            }

            @Override
            public Boolean section(Outline.Section section) {
                section.groups().forEach(SpecCode.this::group);
                parts(section.parts());
                section.groups().forEach(group -> calls.add(".end()"));
                return true;
            }
        }));
    }

    private void group(Group group) {
        String path = Code.string(group.path());
        String output = sizes(group.output());
        calls.add(
                switch (group.role()) {
                    case ITEM -> ".group(" + path + ", " + Code.string(group.kind()) + output + ")";
                    case COPY -> ".copy(" + path + output + ")";
                    case BRANCH -> ".branch(" + path + output + ")";
                    case USE -> ".use(" + path + output + ")";
                });
    }

    private void parameter(ParameterStorage.Slot slot) {
        calls.add(Code.fill(
                ".parameter(#{name}, #{offset}, #{layout}, #{initializer}, #{trainable}#{sizes})",
                "name",
                Code.string(slot.parameter().name()),
                "offset",
                slot.offset(),
                "layout",
                isHalved.test(slot.parameter().name()) ? "$layout:T.halved(" + layout(slot) + ")" : layout(slot),
                "initializer",
                initializer(slot.parameter().initialization()),
                "trainable",
                slot.parameter().trainable(),
                "sizes",
                sizes(slot.parameter().shape())));
    }

    private String builder() {
        return "$spec:T.builder(" + Code.string(network.name()) + ")";
    }

    private CodeBlock expression() {
        return CodeBlock.builder()
                .add(Code.block(builder()))
                .indent()
                .indent()
                .add(Code.block("\n" + String.join("\n", calls) + "\n.build()"))
                .unindent()
                .unindent()
                .build();
    }

    private CodeBlock methods(List<Statements.Line> statements, TypeSpec.Builder type) {
        NestedClasses classes = new NestedClasses(network.name() + "Spec");
        Statements sequence = new Statements(classes, "spec", "spec", (name, body) -> MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(ModelClass.runtime("ModelSpecBuilder"), "spec")
                .addCode(Code.block(body))
                .build());
        String body = Code.fill("""
                $specBuilder:T spec = #{builder};
                #{statements}
                return spec.build();
                """, "builder", builder(), "statements", sequence.body(statements));
        type.addMethod(Methods.builder("buildSpec", "", body)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ModelClass.runtime("ModelSpec"))
                .build());
        classes.addTo(type);
        return CodeBlock.of("buildSpec()");
    }

    private static String sizes(Shape shape) {
        return sizes(shape, length -> Code.string(length.name()));
    }

    private static String sizes(Shape shape, Function<Length, String> text) {
        if (shape.hasLength()) {
            String sizes = shape.sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
            String lengths = IntStream.range(0, shape.rank())
                    .filter(axis -> shape.length(axis).isPresent())
                    .mapToObj(axis -> ".withLength(" + axis + ", "
                            + text.apply(shape.length(axis).orElseThrow()) + ")")
                    .collect(Collectors.joining());
            return ", $shape:T.of(" + sizes + ")" + lengths;
        }
        return shape.sizes().stream().map(size -> ", " + size).collect(Collectors.joining());
    }

    private static String layout(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return switch (slot.layout()) {
            case VECTOR -> "$layout:T.vector(" + shape.elements() + ")";
            case PANELS -> "$layout:T.panels(" + shape.size(0) + ", " + shape.size(1) + ")";
            case PADDED_ROWS -> "$layout:T.paddedRows(" + shape.size(0) + ", " + shape.size(1) + ")";
            case WINDOW_PANELS -> "$layout:T.windowPanels(" + panels(slot) + ")";
            case FOLD_PANELS -> "$layout:T.foldPanels(" + panels(slot) + ")";
        };
    }

    private static String panels(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        int taps = shape.elements() / shape.size(0) / shape.size(1);
        return slot.groups() + ", " + shape.size(0) + ", " + shape.size(1) + ", " + taps;
    }

    private static String initializer(Initialization initialization) {
        return initialization.match(new Initialization.Cases<>() {
            @Override
            public String uniform(Initialization.Uniform uniform) {
                return uniform.low() == -uniform.high()
                        ? call("uniform", uniform.high())
                        : call("uniform", uniform.low(), uniform.high());
            }

            @Override
            public String normal(Initialization.Normal normal) {
                return call("normal", normal.mean(), normal.std());
            }

            @Override
            public String paddedNormal(Initialization.PaddedNormal normal) {
                return "$initializer:T.paddedNormal(" + normal.mean() + ", " + normal.std() + ", " + normal.row() + ")";
            }

            @Override
            public String truncatedNormal(Initialization.TruncatedNormal normal) {
                return call("truncatedNormal", normal.mean(), normal.std(), normal.low(), normal.high());
            }

            @Override
            public String orthogonal(Initialization.Orthogonal orthogonal) {
                return call("orthogonal", orthogonal.gain());
            }

            @Override
            public String constant(Initialization.Constant constant) {
                return call("constant", constant.value());
            }
        });
    }

    private static String call(String method, double... arguments) {
        String list = Arrays.stream(arguments).mapToObj(Double::toString).collect(Collectors.joining(", "));
        return "$initializer:T." + method + "(" + list + ")";
    }
}
