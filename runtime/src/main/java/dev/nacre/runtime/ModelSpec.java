package dev.nacre.runtime;

import dev.nacre.runtime.argument.Quoted;
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

    private ModelSpec(Builder builder) {
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
    public static Builder builder(String modelName) {
        return new Builder(modelName);
    }

    /** The model's name in its {@code .nn} file. */
    public String name() {
        return name;
    }

    /** The inputs in the order of the signature. */
    public List<Port> inputs() {
        return inputs;
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

    /** Collects the parts of a {@link ModelSpec}. */
    public static final class Builder {

        private final String modelName;
        private final List<Port> inputs = new ArrayList<>();
        private final List<Port> outputs = new ArrayList<>();
        private final List<LayerSpec> layers = new ArrayList<>();
        private final OpenGroups groups = new OpenGroups();
        private final List<ParameterSpec> parameters = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private long predictionBytes;
        private long trainingBytes;

        private Builder(String modelName) {
            this.modelName = modelName;
        }

        /** Adds an input of {@code float} with the shape of one sample. */
        public Builder input(String port, int... shape) {
            inputs.add(new Port(port, Shape.of(shape)));
            return this;
        }

        /** Adds an input of {@code int} with the shape of one sample. */
        public Builder intInput(String port, int... shape) {
            inputs.add(new Port(port, ElementType.INT, Shape.of(shape)));
            return this;
        }

        /**
         * Says how many rows the smallest table has that the input which was added last holds indices of.
         *
         * @throws IllegalArgumentException if there is no input, or it is not one of {@code int}
         */
        public Builder rows(int count) {
            if (inputs.isEmpty() || inputs.get(inputs.size() - 1).isFloat()) {
                throw new IllegalArgumentException(modelName + ": expected an input of int before its rows");
            }
            int last = inputs.size() - 1;
            Port port = inputs.get(last);
            inputs.set(last, new Port(port.name(), port.elements(), port.shape(), count));
            return this;
        }

        /** Adds an output of {@code float} with the shape of one sample. */
        public Builder output(String port, int... shape) {
            outputs.add(new Port(port, Shape.of(shape)));
            return this;
        }

        /** Adds an output of {@code int} with the shape of one sample. */
        public Builder intOutput(String port, int... shape) {
            outputs.add(new Port(port, ElementType.INT, Shape.of(shape)));
            return this;
        }

        /** Adds a layer; the parameters whose names are {@code path}, a dot and something belong to it. */
        public Builder layer(String path, String kind, int... outputShape) {
            layers.add(new LayerSpec(path, kind, Shape.of(outputShape)));
            return this;
        }

        /**
         * Says how many multiply-adds the layer that was added last has for one sample.
         *
         * @throws IllegalArgumentException if there is none, or the count is negative
         */
        public Builder multiplyAdds(long count) {
            if (layers.isEmpty() || count < 0) {
                throw new IllegalArgumentException(
                        modelName + ": " + count + " multiply-adds, and " + layers.size() + " layers so far");
            }
            LayerSpec last = layers.remove(layers.size() - 1);
            layers.add(new LayerSpec(last.path(), last.kind(), last.output(), count));
            return this;
        }

        /** Begins a block or combinator; what is added until {@link #end()} is in it. */
        public Builder group(String path, String kind, int... outputShape) {
            return begin(GroupSpec.Role.ITEM, path, kind, outputShape);
        }

        /** Begins a copy of what is repeated. */
        public Builder copy(String path, int... outputShape) {
            return begin(GroupSpec.Role.COPY, path, "copy", outputShape);
        }

        /** Begins a branch of what joins branches. */
        public Builder branch(String path, int... outputShape) {
            return begin(GroupSpec.Role.BRANCH, path, "branch", outputShape);
        }

        /** Begins what is applied again; the parameters of the layers in it have been added before. */
        public Builder use(String path, int... outputShape) {
            return begin(GroupSpec.Role.USE, path, "use", outputShape);
        }

        private Builder begin(GroupSpec.Role role, String path, String kind, int... outputShape) {
            groups.begin(role, path, kind, Shape.of(outputShape), layers.size());
            return this;
        }

        /**
         * Ends the group that was begun last.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Builder end() {
            groups.end(modelName, layers.size());
            return this;
        }

        /** Sets {@link #predictionBytes()} and {@link #trainingBytes()}. */
        public Builder activations(long predicting, long learning) {
            predictionBytes = predicting;
            trainingBytes = learning;
            return this;
        }

        /**
         * Adds a parameter or buffer; the order of these calls is PyTorch's.
         *
         * @throws IllegalArgumentException if the name is taken, the offset is no multiple of 16, or layout and shape
         *     differ in elements
         */
        public Builder parameter(
                String name, int offset, Layout layout, Initializer initializer, boolean trainable, int... shape) {
            if (!names.add(name)) {
                throw new IllegalArgumentException(modelName + ": two parameters are named " + Quoted.of(name));
            }
            parameters.add(new ParameterSpec(name, offset, layout, initializer, trainable, Shape.of(shape)));
            return this;
        }

        /**
         * The finished description.
         *
         * @throws IllegalArgumentException if parameters overlap in the storage, or a group has not ended
         */
        public ModelSpec build() {
            return new ModelSpec(this);
        }
    }
}
