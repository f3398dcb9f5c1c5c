package dev.nacre.compiler.model;

import dev.nacre.compiler.source.Span;
import java.util.List;

/**
 * One application of an operation.
 *
 * @param path the name that its parameters start with, such as {@code fc1} or {@code body.2.0}
 * @param kind the layer's name in the language, such as {@code linear}
 * @param operation what it computes, all sizes known
 * @param inputs the values it reads, see {@link Network}
 * @param output the shape of the value it makes
 * @param parameters its parameters' full names, in the operation's order
 * @param span the item in the source
 */
public record Layer(
        String path,
        String kind,
        Operation operation,
        List<Integer> inputs,
        Shape output,
        List<String> parameters,
        Span span) {

    public Layer {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
    }
}
