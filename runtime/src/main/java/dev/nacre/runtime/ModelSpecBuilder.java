package dev.nacre.runtime;

import dev.nacre.runtime.argument.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the parts of a {@link ModelSpec}. */
public final class ModelSpecBuilder {

    final String modelName;
    final List<Port> inputs = new ArrayList<>();
    final List<Port> outputs = new ArrayList<>();
    final List<LayerSpec> layers = new ArrayList<>();
    final OpenGroups groups = new OpenGroups();
    final List<ParameterSpec> parameters = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    long predictionBytes;
    long trainingBytes;

    ModelSpecBuilder(String modelName) {
        this.modelName = modelName;
    }

    /** Adds an input of {@code float} with the shape of one sample. */
    public ModelSpecBuilder input(String port, int... shape) {
        inputs.add(new Port(port, Shape.of(shape)));
        return this;
    }

    /** Adds an input of {@code float} whose samples have a length. */
    public ModelSpecBuilder input(String port, Shape shape) {
        inputs.add(new Port(port, shape));
        return this;
    }

    /** Adds an input of {@code int} with the shape of one sample. */
    public ModelSpecBuilder intInput(String port, int... shape) {
        inputs.add(new Port(port, ElementType.INT, Shape.of(shape)));
        return this;
    }

    /** Adds an input of {@code int} whose samples have a length. */
    public ModelSpecBuilder intInput(String port, Shape shape) {
        inputs.add(new Port(port, ElementType.INT, shape));
        return this;
    }

    /**
     * Says how many rows the smallest table has that the input which was added last holds indices of.
     *
     * @throws IllegalArgumentException if there is no input, or it is not one of {@code int}
     */
    public ModelSpecBuilder rows(int count) {
        if (inputs.isEmpty() || inputs.get(inputs.size() - 1).isFloat()) {
            throw new IllegalArgumentException(modelName + ": expected an input of int before its rows");
        }
        int last = inputs.size() - 1;
        Port port = inputs.get(last);
        inputs.set(last, new Port(port.name(), port.elements(), port.shape(), count));
        return this;
    }

    /** Adds an output of {@code float} with the shape of one sample. */
    public ModelSpecBuilder output(String port, int... shape) {
        outputs.add(new Port(port, Shape.of(shape)));
        return this;
    }

    /** Adds an output of {@code float} whose samples have a length. */
    public ModelSpecBuilder output(String port, Shape shape) {
        outputs.add(new Port(port, shape));
        return this;
    }

    /** Adds an output of {@code int} with the shape of one sample. */
    public ModelSpecBuilder intOutput(String port, int... shape) {
        outputs.add(new Port(port, ElementType.INT, Shape.of(shape)));
        return this;
    }

    /** Adds an output of {@code int} whose samples have a length. */
    public ModelSpecBuilder intOutput(String port, Shape shape) {
        outputs.add(new Port(port, ElementType.INT, shape));
        return this;
    }

    /** Adds a layer; the parameters whose names are {@code path}, a dot and something belong to it. */
    public ModelSpecBuilder layer(String path, String kind, int... outputShape) {
        layers.add(new LayerSpec(path, kind, Shape.of(outputShape)));
        return this;
    }

    /** Adds a layer whose result has a length. */
    public ModelSpecBuilder layer(String path, String kind, Shape output) {
        layers.add(new LayerSpec(path, kind, output));
        return this;
    }

    /**
     * Says how many multiply-adds the layer that was added last has for one sample.
     *
     * @throws IllegalArgumentException if there is none, or the count is negative
     */
    public ModelSpecBuilder multiplyAdds(long count) {
        if (layers.isEmpty() || count < 0) {
            throw new IllegalArgumentException(
                    modelName + ": " + count + " multiply-adds, and " + layers.size() + " layers so far");
        }
        LayerSpec last = layers.remove(layers.size() - 1);
        layers.add(new LayerSpec(last.path(), last.kind(), last.output(), count));
        return this;
    }

    /** Begins a block or combinator; what is added until {@link #end()} is in it. */
    public ModelSpecBuilder group(String path, String kind, int... outputShape) {
        return begin(GroupSpec.Role.ITEM, path, kind, outputShape);
    }

    /** Begins a block or combinator whose result has a length. */
    public ModelSpecBuilder group(String path, String kind, Shape output) {
        return begin(GroupSpec.Role.ITEM, path, kind, output);
    }

    /** Begins a copy of what is repeated. */
    public ModelSpecBuilder copy(String path, int... outputShape) {
        return begin(GroupSpec.Role.COPY, path, "copy", outputShape);
    }

    /** Begins a copy of what is repeated whose result has a length. */
    public ModelSpecBuilder copy(String path, Shape output) {
        return begin(GroupSpec.Role.COPY, path, "copy", output);
    }

    /** Begins a branch of what joins branches. */
    public ModelSpecBuilder branch(String path, int... outputShape) {
        return begin(GroupSpec.Role.BRANCH, path, "branch", outputShape);
    }

    /** Begins a branch of what joins branches whose result has a length. */
    public ModelSpecBuilder branch(String path, Shape output) {
        return begin(GroupSpec.Role.BRANCH, path, "branch", output);
    }

    /** Begins what is applied again; the parameters of the layers in it have been added before. */
    public ModelSpecBuilder use(String path, int... outputShape) {
        return begin(GroupSpec.Role.USE, path, "use", outputShape);
    }

    /** Begins what is applied again whose result has a length. */
    public ModelSpecBuilder use(String path, Shape output) {
        return begin(GroupSpec.Role.USE, path, "use", output);
    }

    private ModelSpecBuilder begin(GroupSpec.Role role, String path, String kind, int... outputShape) {
        return begin(role, path, kind, Shape.of(outputShape));
    }

    private ModelSpecBuilder begin(GroupSpec.Role role, String path, String kind, Shape output) {
        groups.begin(role, path, kind, output, layers.size());
        return this;
    }

    /**
     * Ends the group that was begun last.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ModelSpecBuilder end() {
        groups.end(modelName, layers.size());
        return this;
    }

    /** Sets {@link ModelSpec#predictionBytes()} and {@link ModelSpec#trainingBytes()}. */
    public ModelSpecBuilder activations(long predicting, long learning) {
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
    public ModelSpecBuilder parameter(
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
