package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Origin;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a checked network into a tensor program: the forward pass, layer by layer. */
public final class Lowering {

    private final Network network;
    private final Mode mode;
    private final Lengths lengths;
    private final ProgramBuilder builder;
    private final Map<String, Parameter> parameters = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    /** What recurrent layers end with, by the numbers of their values. */
    private final Map<Integer, List<Value>> ends = new HashMap<>();

    private final Map<String, Value> updates = new LinkedHashMap<>();

    private Lowering(Network network, Mode mode, Lengths lengths) {
        this.network = network;
        this.mode = mode;
        this.lengths = lengths;
        this.builder = new ProgramBuilder(new Origin(network.name(), network.span()));
        network.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    /** The forward pass of {@code network}, with one result for each output port. */
    public static Program lower(Network network, Mode mode) {
        Lengths lengths = Lengths.of(network);
        return mode == Mode.STEP
                ? new Lowering(lengths.ofOneStep(network), mode, lengths).lower()
                : new Lowering(lengths.sized(network), mode, lengths).lower();
    }

    private Program lower() {
        network.inputs().forEach(port -> values.add(input(port)));
        for (int index = 0; index < network.layers().size(); index++) {
            int at = index;
            Layer layer = network.layers().get(index);
            values.add(CompilerDefect.at(layer.path(), layer.span(), () -> layer(at, layer)));
        }
        for (Port port : network.outputs()) {
            builder.output(Output.Kind.RESULT, port.name(), values.get(port.value()));
        }
        updates.forEach((name, value) -> builder.output(Output.Kind.UPDATE, name, value));
        return builder.build();
    }

    private Value input(Port port) {
        Value value = builder.input(port.name(), false, port.shape());
        return port.elements() == ElementType.FLOAT ? value : builder.detach(value);
    }

    private Value layer(int index, Layer layer) {
        builder.at(new Origin(layer.path(), layer.span()));
        List<Value> inputs = layer.inputs().stream().map(values::get).toList();
        List<Value> weights = layer.operation() instanceof Position
                ? List.of(parameter(layer.parameters().get(0), layer.output()))
                : layer.parameters().stream().map(this::parameter).toList();
        LayerLowering lowering = new LayerLowering(
                builder,
                mode,
                lengths,
                index,
                inputs,
                weights,
                ends.getOrDefault(layer.inputs().get(0), List.of()));
        Value output = layer.operation().match(lowering);
        keep(layer.parameters(), lowering.updates());
        ends.put(network.inputs().size() + index, lowering.ends());
        if (!output.shape().equals(layer.output())) {
            throw new IllegalStateException("%s (%s): the shape should be %s, but is %s"
                    .formatted(layer.path(), layer.span().provenance(), layer.output(), output.shape()));
        }
        return output;
    }

    /** A layer that is used again finds its buffers as its last use has left them. */
    private void keep(List<String> names, List<Value> changed) {
        List<String> buffers = names.subList(names.size() - changed.size(), names.size());
        for (int i = 0; i < changed.size(); i++) {
            updates.put(buffers.get(i), changed.get(i));
        }
    }

    /** A parameter's value; detached if it is not trained, so that no gradient is made for it. */
    private Value parameter(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException(network.name() + " has no parameter " + name);
        }
        Value changed = updates.get(name);
        if (changed != null) {
            return changed;
        }
        return parameter(name, parameter.shape());
    }

    /** The first rows of a parameter that is a table, or all of it. */
    private Value parameter(String name, Shape shape) {
        Value value = builder.parameter(name, shape);
        return isTrained(name) ? value : builder.detach(value);
    }

    private boolean isTrained(String name) {
        Parameter parameter = parameters.get(name);
        return parameter != null && parameter.trainable();
    }
}
