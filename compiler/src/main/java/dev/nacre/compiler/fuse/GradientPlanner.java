package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans the sums over the batch that are parameters' gradients. */
final class GradientPlanner {

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    /** The parameter of which a value, by id, is the gradient. */
    private final Map<Integer, String> parameters = new HashMap<>();

    GradientPlanner(ProgramPlanner planner, ParameterStorage storage) {
        this.planner = planner;
        this.storage = storage;
        planner.program().outputs().stream()
                .filter(output -> output.kind() == Output.Kind.PARAMETER_GRADIENT)
                .forEach(output ->
                        parameters.putIfAbsent(reshaped(output.value()).id(), output.name()));
    }

    void plan(Node node) {
        if (node.primitive() instanceof Primitive.Contract contract && contract.sumBatch()) {
            planOuter(node, contract);
        } else if (node.primitive() instanceof Primitive.Reduce reduce && reduce.sumBatch()) {
            planSum(node, reduce);
        } else if (!addsNothing(node.primitive())) {
            throw new IllegalStateException(
                    "no kernel for " + node.primitive() + " of " + node.origin().layer());
        }
    }

    /** Parameters, views, and the zero that is the gradient of a parameter without influence. */
    private static boolean addsNothing(Primitive primitive) {
        return primitive instanceof Primitive.Reshape
                || primitive instanceof Primitive.Parameter
                || primitive instanceof Primitive.Detach
                || (primitive instanceof Primitive.Map map && map.body().equals(new Scalar.Constant(0)));
    }

    /** The parameter whose gradient a node computes, perhaps under another shape. */
    private ParameterStorage.Slot slot(Node node) {
        String parameter = parameters.get(node.value().id());
        if (parameter == null) {
            throw new IllegalStateException("no parameter's gradient: " + node.value() + " of "
                    + node.origin().layer());
        }
        return storage.slot(parameter);
    }

    private Value reshaped(Value value) {
        return planner.program().node(value).primitive() instanceof Primitive.Reshape reshape
                ? reshaped(reshape.operand())
                : value;
    }

    private void planOuter(Node node, Primitive.Contract contract) {
        ParameterStorage.Slot slot = slot(node);
        int out = contract.resultLabels().get(0);
        boolean outLeft = contract.leftLabels().contains(out);
        Value y = outLeft ? contract.left() : contract.right();
        Value x = outLeft ? contract.right() : contract.left();
        boolean panels = slot.layout() == ParameterStorage.Layout.PANELS;
        Shape shape = slot.parameter().shape();
        Buffer a = planner.matrix(node, panels ? x : y);
        Buffer b = panels ? planner.laneMatrix(node, y) : planner.matrix(node, x);
        int in = shape.size(1);
        String label = planner.label(node) + "Weight";
        Kernel kernel = panels
                ? new Kernel.Outer(
                        label, in, shape.size(0), a.stride(), b.stride(), in * Buffer.LANES, Buffer.LANES, false)
                : new Kernel.Outer(
                        label, shape.size(0), in, a.stride(), b.stride(), Buffer.LANES, Buffer.padded(in), true);
        List<Operand> operands = List.of(new Operand.OfBuffer(a), new Operand.OfBuffer(b), gradient(slot));
        planner.step(node, kernel, a.rows(), operands);
    }

    private void planSum(Node node, Primitive.Reduce reduce) {
        ParameterStorage.Slot slot = slot(node);
        Buffer source = planner.lanes(node, reduce.operand());
        int axes = Math.max(0, reduce.operand().shape().rank() - 1);
        Access onePlace = new Access(0, Collections.nCopies(axes, 0), true);
        Kernel kernel = new ReduceLoops(reduce, source).kernel(planner.label(node), onePlace);
        planner.step(node, kernel, 1, List.of(new Operand.OfBuffer(source), gradient(slot)));
    }

    private static Operand gradient(ParameterStorage.Slot slot) {
        return new Operand.OfGradient(slot.parameter().name(), slot.offset());
    }
}
