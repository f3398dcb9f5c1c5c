package dev.nacre.compiler.model;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A checked model: an acyclic graph of layers in an order in which each follows what it reads.
 *
 * <p>Values are numbered: the inputs are {@code 0 .. inputs.size() - 1}, and layer {@code i} makes value
 * {@code inputs.size() + i}.
 *
 * @param name a legal name for the Java class
 * @param packageName the Java package, empty for the unnamed one
 * @param doc the user's Javadoc text, not yet escaped
 * @param outputs the results in the order of the signature; {@link Port#value} says which value each is
 * @param groups how the layers nest; a group comes before those in it
 * @param parameters every parameter and buffer once, in PyTorch's order
 * @param isStreaming whether it also goes through sequences step by step
 */
public record Network(
        String name,
        String packageName,
        Optional<String> doc,
        Visibility visibility,
        List<Port> inputs,
        List<Port> outputs,
        List<Layer> layers,
        List<Group> groups,
        List<Parameter> parameters,
        boolean isStreaming,
        Span span) {

    /** What the names of the classes with a model's loops add to the model's own name. */
    public static final List<String> KERNEL_CLASSES = List.of("512", "256", "128", "Scalar");

    public Network {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        layers = List.copyOf(layers);
        groups = List.copyOf(groups);
        parameters = List.copyOf(parameters);
    }

    /** A network whose layers all stand in its own body. */
    public Network(
            String name,
            String packageName,
            Optional<String> doc,
            Visibility visibility,
            List<Port> inputs,
            List<Port> outputs,
            List<Layer> layers,
            List<Parameter> parameters,
            Span span) {
        this(name, packageName, doc, visibility, inputs, outputs, layers, List.of(), parameters, false, span);
    }

    /** The shape of a numbered value. */
    public Shape shapeOf(int value) {
        return value < inputs.size()
                ? inputs.get(value).shape()
                : layers.get(value - inputs.size()).output();
    }

    /** Whether the generated class is public or package-private. */
    public enum Visibility {
        PUBLIC,
        PACKAGE
    }

    /** What the elements of a port are. */
    public enum ElementType {
        FLOAT,
        INT
    }

    /** An input or output: its name, element type, shape without the batch axis, and the value it is. */
    public record Port(String name, ElementType elements, Shape shape, int value) {

        /** Whether its elements are values, which may have gradients, and no indices. */
        public boolean isFloat() {
            return elements == ElementType.FLOAT;
        }

        /** {@code [3]} or {@code int[128]}, as the language writes it. */
        public String type() {
            return (isFloat() ? "" : "int") + shape;
        }
    }
}
