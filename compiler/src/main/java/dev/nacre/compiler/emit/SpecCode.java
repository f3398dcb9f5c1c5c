package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Shape;
import java.util.stream.Collectors;

/** Writes the expression that builds a model's {@code ModelSpec}. */
final class SpecCode {

    private static final ClassName LAYOUT = ModelClass.runtime("Layout");
    private static final ClassName INITIALIZER = ModelClass.runtime("Initializer");

    private SpecCode() {}

    static CodeBlock of(Network network, ParameterStorage storage) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.builder($S)", ModelClass.runtime("ModelSpec"), network.name())
                .indent()
                .indent();
        for (Network.Port port : network.inputs()) {
            code.add("\n.$L($S$L)", port.isFloat() ? "input" : "intInput", port.name(), sizes(port.shape()));
        }
        for (Network.Port port : network.outputs()) {
            code.add("\n.$L($S$L)", port.isFloat() ? "output" : "intOutput", port.name(), sizes(port.shape()));
        }
        for (Layer layer : network.layers()) {
            code.add("\n.layer($S, $S$L)", layer.path(), layer.kind(), sizes(layer.output()));
        }
        for (ParameterStorage.Slot slot : storage.slots()) {
            code.add(
                    "\n.parameter($S, $L, $L, $L, $L$L)",
                    slot.parameter().name(),
                    slot.offset(),
                    layout(slot),
                    initializer(slot.parameter().initialization()),
                    slot.parameter().trainable(),
                    sizes(slot.parameter().shape()));
        }
        return code.add("\n.build()").unindent().unindent().build();
    }

    private static String sizes(Shape shape) {
        return shape.sizes().stream().map(size -> ", " + size).collect(Collectors.joining());
    }

    private static CodeBlock layout(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return switch (slot.layout()) {
            case VECTOR -> CodeBlock.of("$T.vector($L)", LAYOUT, shape.elements());
            case PANELS -> CodeBlock.of("$T.panels($L, $L)", LAYOUT, shape.size(0), shape.size(1));
            case PADDED_ROWS -> CodeBlock.of("$T.paddedRows($L, $L)", LAYOUT, shape.size(0), shape.size(1));
        };
    }

    private static CodeBlock initializer(Initialization initialization) {
        return initialization.match(new Initialization.Cases<>() {
            @Override
            public CodeBlock uniform(Initialization.Uniform uniform) {
                return CodeBlock.of("$T.uniform($L)", INITIALIZER, uniform.bound());
            }

            @Override
            public CodeBlock constant(Initialization.Constant constant) {
                return CodeBlock.of("$T.constant($L)", INITIALIZER, constant.value());
            }
        });
    }
}
