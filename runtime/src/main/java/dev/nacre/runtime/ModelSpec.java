package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model is made of: its ports, layers and parameters. Immutable; printing it gives a table.
 *
 * @see #toString() the form of the table
 */
public final class ModelSpec {

    private final String name;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<LayerSpec> layers;
    private final List<GroupSpec> groups;
    private final List<ParameterSpec> parameters;
    private final List<Range> trainable;
    private final int storageSize;
    private final long predictionBytes;
    private final long trainingBytes;

    ModelSpec(ModelSpecBuilder builder) {
        name = builder.modelName;
        inputs = List.copyOf(builder.inputs);
        outputs = List.copyOf(builder.outputs);
        layers = List.copyOf(builder.layers);
        groups = builder.groups.finished(name);
        parameters = List.copyOf(builder.parameters);
        List<ParameterSpec> stored = new ArrayList<>(parameters);
        stored.sort(new ByOffset());
        checkApart(stored);
        trainable = merged(stored);
        storageSize = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).end();
        predictionBytes = builder.predictionBytes;
        trainingBytes = builder.trainingBytes;
    }

    /** A class and no lambda, as {@link Shape} explains. */
    private static final class ByOffset implements Comparator<ParameterSpec> {

        @Override
        public int compare(ParameterSpec one, ParameterSpec other) {
            return Integer.compare(one.offset(), other.offset());
        }
    }

    /** Starts the description of a model; generated code does this. */
    public static ModelSpecBuilder builder(String modelName) {
        return new ModelSpecBuilder(modelName);
    }

    /** The model's name in its {@code .nn} file. */
    public String name() {
        return name;
    }

    /** The inputs in the order of the signature. */
    public List<Port> inputs() {
        return inputs;
    }

    /**
     * For each length that is known only when the model is called, the first input whose samples have it: in the order of the
     * arrays of {@link PortArrays#withLengths}.
     */
    public List<Port> lengthPorts() {
        List<Port> first = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Port input : inputs) {
            if (input.length().isPresent() && names.add(input.length().get())) {
                first.add(input);
            }
        }
        return first;
    }

    /** The outputs in the order of the signature. */
    public List<Port> outputs() {
        return outputs;
    }

    /** The layers in the order of computation. */
    public List<LayerSpec> layers() {
        return layers;
    }

    /** How the layers nest, each group before those in it. */
    public List<GroupSpec> groups() {
        return groups;
    }

    /** Parameters and buffers in PyTorch's order. */
    public List<ParameterSpec> parameters() {
        return parameters;
    }

    /** The number of elements of all parameters and buffers. */
    public long parameterCount() {
        return parameters.stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    /** The number of elements that training changes. */
    public long trainableCount() {
        return parameters.stream()
                .filter(ParameterSpec::trainable)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    /** The multiply-adds of all layers for one sample; a layer that is applied twice counts twice. */
    public long multiplyAdds() {
        return layers.stream().mapToLong(LayerSpec::multiplyAdds).sum();
    }

    /** The bytes of {@link Parameters#values()}, with its padding. */
    public long parameterBytes() {
        return (long) Float.BYTES * storageSize;
    }

    /**
     * The bytes in which a session keeps what it computes between the inputs and outputs of one sample. Values that are
     * not needed at the same time share their place; the caller's arrays are not counted.
     */
    public long predictionBytes() {
        return predictionBytes;
    }

    /** The same for one sample of a training step, forward and backward, with the gradients of these values. */
    public long trainingBytes() {
        return trainingBytes;
    }

    /** The floats of {@link Parameters#values()}. */
    public int storageSize() {
        return storageSize;
    }

    List<Range> trainable() {
        return trainable;
    }

    private void checkApart(List<ParameterSpec> stored) {
        for (int i = 1; i < stored.size(); i++) {
            ParameterSpec before = stored.get(i - 1);
            if (before.end() > stored.get(i).offset()) {
                throw new IllegalArgumentException(
                        name + ": " + before.name() + " and " + stored.get(i).name() + " overlap in the storage");
            }
        }
    }

    private static List<Range> merged(List<ParameterSpec> stored) {
        List<Range> result = new ArrayList<>();
        for (ParameterSpec parameter : stored) {
            if (parameter.trainable()) {
                int last = result.size() - 1;
                if (last >= 0 && result.get(last).to() == parameter.offset()) {
                    result.set(last, new Range(result.get(last).from(), parameter.end()));
                } else {
                    result.add(new Range(parameter.offset(), parameter.end()));
                }
            }
        }
        return List.copyOf(result);
    }

    /**
     * A table like torchinfo's, for people:
     * <pre>
     * Scorer (x: [3]) -&gt; (y: [1])
     * layer  kind    output  parameters  multiply-adds
     * ------------------------------------------------
     * 0      linear  [16]            64             48
     * 1      relu    [16]             -              -
     * 2      linear  [1]             17             16
     * ------------------------------------------------
     * parameters                                    81
     * trainable                                     81
     * multiply-adds                                 64
     * bytes of parameters                          384
     * bytes a sample, prediction                    64
     * bytes a sample, training                     192
     * </pre>
     *
     * <p>What stands in a body is indented below it. A name has one line: where a body has nothing but one item without a
     * label, which adds nothing to the names of its parameters, both kinds are on one line, as in
     * {@code Res: residual}; so is the layer that joins branches, or adds to the input of a {@code residual}. Copies of a
     * {@code repeat} that are as the one before them are one line, {@code 1..3  as 0}, with the sums of their numbers. An
     * item that is applied again is one line, {@code use tower}.
     *
     * <p>The first three columns are aligned left, the others right, each as wide as its widest cell or heading, two spaces
     * between them. Counts have commas between thousands, {@code -} stands for none. A line counts what is in it. A
     * parameter counts for the first layer whose path, the longest that there is, its name starts with; where it is used
     * again, it says {@code shared}. {@link LayerSpec#multiplyAdds()} count for each application.
     *
     * <p>The totals are {@link #parameterCount()}, {@link #trainableCount()}, {@link #multiplyAdds()},
     * {@link #parameterBytes()}, {@link #predictionBytes()} and {@link #trainingBytes()}. They end where the last column
     * does, or two spaces behind their labels in a very narrow table, whose rules are then as long. No line ends in a
     * space, the last has no line break.
     */
    @Override
    public String toString() {
        return SummaryTable.of(this);
    }
}
