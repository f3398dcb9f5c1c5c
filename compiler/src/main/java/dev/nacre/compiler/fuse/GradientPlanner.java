package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Outer;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.ScatterAdd;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the sums over the batch that are parameters' gradients. */
final class GradientPlanner {

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    private final TablePlanner tables;
    private final ConvolutionPlanner convolutions;
    private final WindowGradientPlanner windows;
    /**
     * The parameters of which a value, by id, is the gradient: several where equal layers are added up, whose gradients are
     * equal too. Each is summed for itself, because sums go on in each parameter's own place.
     */
    private final Map<Integer, List<String>> parameters = new HashMap<>();

    GradientPlanner(
            ProgramPlanner planner,
            ParameterStorage storage,
            TablePlanner tables,
            ConvolutionPlanner convolutions,
            WindowGradientPlanner windows) {
        this.planner = planner;
        this.storage = storage;
        this.tables = tables;
        this.convolutions = convolutions;
        this.windows = windows;
        planner.program().outputs().stream()
                .filter(output -> output.kind() == Output.Kind.PARAMETER_GRADIENT)
                .forEach(output -> parameters
                        .computeIfAbsent(reshaped(output.value()).id(), value -> new ArrayList<>())
                        .add(output.name()));
    }

    /** Plans a sum over the batch that is read by others too, once more where it is a parameter's gradient. */
    void planIfWanted(Node node) {
        if (parameters.containsKey(node.value().id())) {
            plan(node);
        }
    }

    void plan(Node node) {
        List<WindowProduct> uses = usesOfWindows(node);
        if (!uses.isEmpty()) {
            List<String> names = parameters.getOrDefault(node.value().id(), List.of());
            names.forEach(name -> windows.plan(node, uses, storage.slot(name)));
        } else if (node.primitive() instanceof Contract contract && isOuter(contract)) {
            slots(node).forEach(slot -> planOuter(node, contract, slot));
        } else if (node.primitive() instanceof Primitive.Reduce reduce && reduce.sumBatch()) {
            slots(node).forEach(slot -> planSum(node, reduce, slot));
        } else if (node.primitive() instanceof ScatterAdd rows) {
            slots(node).forEach(slot -> tables.planScatter(node, rows, slot));
        } else if (!addsNothing(node.primitive())) {
            throw new IllegalStateException(
                    "no kernel for " + node.primitive() + " of " + node.origin().layer());
        }
    }

    /** The products that a gradient is, or that are added up to it: one after the other for each sample. */
    private List<WindowProduct> usesOfWindows(Node node) {
        Optional<WindowProduct> one = convolutions.product(node);
        if (one.isPresent()) {
            return List.of(one.get());
        }
        List<WindowProduct> uses = new ArrayList<>();
        if (node.primitive() instanceof Primitive.Map map) {
            for (Scalar summand : summands(map.body())) {
                List<WindowProduct> of = summand instanceof Scalar.Arg arg
                        ? usesOfWindows(
                                planner.program().node(reshaped(map.operands().get(arg.index()))))
                        : List.of();
                if (of.isEmpty()) {
                    return List.of();
                }
                uses.addAll(of);
            }
        }
        return uses;
    }

    private static List<Scalar> summands(Scalar body) {
        if (body instanceof Scalar.Binary sum && sum.operator() == Scalar.Binary.Operator.ADD) {
            List<Scalar> all = new ArrayList<>(summands(sum.left()));
            all.addAll(summands(sum.right()));
            return all;
        }
        return List.of(body);
    }

    /** Parameters, views, and the zero that is the gradient of a parameter without influence. */
    private static boolean addsNothing(Primitive primitive) {
        return primitive instanceof Primitive.Reshape
                || primitive instanceof Primitive.Parameter
                || primitive instanceof Primitive.Detach
                || primitive instanceof Primitive.Iota
                || primitive instanceof Primitive.AxisSize
                || (primitive instanceof Primitive.Map map && map.body().equals(new Scalar.Constant(0)));
    }

    /** The parameters whose gradient a node computes, perhaps under another shape. */
    private List<ParameterStorage.Slot> slots(Node node) {
        List<String> names = parameters.getOrDefault(node.value().id(), List.of());
        if (names.isEmpty()) {
            throw new IllegalStateException("no parameter's gradient: " + node.value() + " of "
                    + node.origin().layer());
        }
        return names.stream().map(storage::slot).toList();
    }

    private Value reshaped(Value value) {
        return planner.program().node(value).primitive() instanceof Primitive.Reshape reshape
                ? reshaped(reshape.operand())
                : value;
    }

    /** Whether a weight's gradient is a sum over the rows of two matrices. */
    private static boolean isOuter(Contract contract) {
        List<Integer> left = contract.leftLabels();
        List<Integer> right = contract.rightLabels();
        if (!contract.sumBatch() || left.isEmpty() || left.size() != right.size()) {
            return false;
        }
        int last = left.size() - 1;
        List<Integer> result = contract.resultLabels();
        return left.subList(0, last).equals(right.subList(0, last))
                && (result.equals(List.of(left.get(last), right.get(last)))
                        || result.equals(List.of(right.get(last), left.get(last))));
    }

    private void planOuter(Node node, Contract contract, ParameterStorage.Slot slot) {
        int out = contract.resultLabels().get(0);
        boolean outLeft = contract.leftLabels().contains(out);
        Value y = outLeft ? contract.left() : contract.right();
        Value x = outLeft ? contract.right() : contract.left();
        boolean panels = slot.layout() != ParameterStorage.Layout.PADDED_ROWS;
        Shape shape = slot.parameter().shape();
        Buffer a = planner.matrix(node, panels ? x : y);
        Buffer b = panels ? planner.laneMatrix(node, y) : planner.matrix(node, x);
        int in = shape.size(1);
        String label = planner.label(node) + "Weight";
        Kernel kernel = panels
                ? new Outer(label, in, shape.size(0), a.stride(), b.stride(), in * Buffer.LANES, Buffer.LANES, false)
                : new Outer(label, shape.size(0), in, a.stride(), b.stride(), Buffer.LANES, Buffer.padded(in), true);
        List<Operand> operands = List.of(new Operand.OfBuffer(a), new Operand.OfBuffer(b), gradient(slot));
        planner.accumulate(node, kernel, a.rows(), operands);
    }

    private void planSum(Node node, Primitive.Reduce reduce, ParameterStorage.Slot slot) {
        Buffer source = planner.lanes(node, reduce.operand());
        Shape shape = reduce.operand().shape();
        Access places = shape.rank() == 0
                ? new Access(0, List.of(), true)
                : Buffers.parameterAccess(slot, node.value().shape(), shape);
        Kernel kernel = new ReduceLoops(reduce, source).kernel(planner.label(node), places);
        planner.accumulate(node, kernel, 1, List.of(new Operand.OfBuffer(source), gradient(slot)));
    }

    private static Operand gradient(ParameterStorage.Slot slot) {
        return new Operand.OfGradient(slot.parameter().name(), slot.offset());
    }
}
