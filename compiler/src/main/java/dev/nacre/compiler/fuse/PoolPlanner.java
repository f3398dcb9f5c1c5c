package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.PoolLoop;
import dev.nacre.compiler.kernel.Sliding;
import dev.nacre.compiler.kernel.SpreadLoop;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.MaxGradient;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans sums and maxima of windows, and what becomes of their gradients. Windows are views: whatever reads one walks over
 * the tensor behind it. The gradient of a maximum over whole axes is that of one window for each element that is left.
 */
final class PoolPlanner {

    private final ProgramPlanner planner;

    PoolPlanner(ProgramPlanner planner) {
        this.planner = planner;
    }

    /** Plans a reduction of windows, unless it is computed with the map that alone reads it; not of anything else. */
    boolean planReduce(Node node, Primitive.Reduce reduce) {
        Optional<Window> window = window(reduce.operand());
        boolean later = planner.onlyReader(node.value())
                .filter(reader -> reader.primitive() instanceof Primitive.Map map && takes(map))
                .isPresent();
        if (!later) {
            window.ifPresent(view -> planPool(node, node, view, new Scalar.Arg(0)));
        }
        return window.isPresent();
    }

    /** Plans a map together with the reduction of windows that it alone reads; false if there is none. */
    boolean planMap(Node node, Primitive.Map map) {
        if (!takes(map)) {
            return false;
        }
        Node joined = planner.program().node(map.operands().get(0));
        Window view = window(joined.primitive().operands().get(0)).orElseThrow();
        planPool(node, joined, view, map.body());
        return true;
    }

    private boolean takes(Primitive.Map map) {
        if (map.operands().size() != 1 || !Scalars.reads(map.body(), 0) || !Scalars.cheap(map.body())) {
            return false;
        }
        Value operand = map.operands().get(0);
        return operand.batched()
                && planner.uses(operand) == 1
                && planner.program().node(operand).primitive() instanceof Primitive.Reduce reduce
                && window(reduce.operand()).isPresent();
    }

    private Optional<Window> window(Value value) {
        return planner.program().node(value).primitive() instanceof Window window
                ? Optional.of(window)
                : Optional.empty();
    }

    /** @param joined the sums or maxima of which {@code node} has the function {@code body} */
    private void planPool(Node node, Node joined, Window window, Scalar body) {
        Primitive.Reduce reduce = (Primitive.Reduce) joined.primitive();
        int axes = window.axes().size();
        Shape windows = reduce.operand().shape();
        for (int axis = 0; axis < windows.rank(); axis++) {
            boolean inWindow = axis >= axes && axis < 2 * axes;
            if (reduce.sumBatch() || (windows.size(axis) > 1 && reduce.axes().contains(axis) != inWindow)) {
                throw new IllegalStateException("no kernel for " + reduce + " of " + window);
            }
        }
        Value x = window.operand();
        Buffer source = planner.lanes(node, x);
        Buffer result = planner.buffers().arena(node.value());
        Shape shape = node.value().shape();
        Access each = Buffers.access(result, shape, shape);
        Node[] before = node.equals(joined) ? new Node[0] : new Node[] {joined};
        Kernel kernel = new PoolLoop(
                planner.label(node, before),
                reduce.kind() == Primitive.Reduce.Kind.MAX,
                sliding(window.axes(), x.shape()),
                shape.last(),
                Buffers.access(source, x.shape(), x.shape()),
                new Access(each.batch(), each.axes().subList(0, axes), true),
                body);
        List<Operand> operands = List.of(new Operand.OfBuffer(source), new Operand.OfBuffer(result));
        planner.step(node, kernel, 1, operands, before);
    }

    private static List<Sliding> sliding(List<WindowAxis> axes, Shape whole) {
        List<Sliding> sliding = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            int length = whole.size(axis);
            sliding.add(new Sliding(axes.get(axis).windows(length), length, axes.get(axis)));
        }
        return sliding;
    }

    /** The gradient of a maximum over windows is computed where it is folded. */
    boolean planFold(Node node, Fold fold) {
        Shape result = node.value().shape();
        List<Sliding> windows = sliding(fold.axes(), result);
        Shape all = all(windows, result.last());
        if (planner.program().node(fold.operand()).primitive() instanceof MaxGradient maximum) {
            Value x = window(maximum.operand()).orElseThrow().operand();
            List<Value> operands = List.of(x, maximum.maximum(), maximum.gradient());
            plan(node, windows, operands, List.of(x.shape(), all, all), false);
        } else {
            plan(node, windows, List.of(fold.operand()), List.of(all), false);
        }
        return true;
    }

    /** The shape [o…, k…, c]. */
    private static Shape all(List<Sliding> windows, int last) {
        List<Integer> sizes =
                new ArrayList<>(windows.stream().map(Sliding::count).toList());
        windows.forEach(sliding -> sizes.add(sliding.window().size()));
        sizes.add(last);
        return new Shape(sizes);
    }

    boolean planMaxGradient(Node node, MaxGradient gradient) {
        Value x = gradient.operand();
        if (window(x).isPresent()) {
            return true;
        }
        List<Sliding> windows = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank() - 1; axis++) {
            int length = x.shape().size(axis);
            int size = gradient.axes().contains(axis) ? length : 1;
            windows.add(new Sliding(length / size, length, new WindowAxis(size, size, 1, 0, 0)));
        }
        boolean lanes = gradient.axes().contains(x.shape().rank() - 1);
        List<Value> operands = List.of(x, gradient.maximum(), gradient.gradient());
        Shape maxima = gradient.maximum().shape();
        plan(node, windows, operands, List.of(x.shape(), maxima, maxima), lanes);
        return true;
    }

    /** @param walked for each operand, the shape over which its loops go */
    private void plan(Node node, List<Sliding> windows, List<Value> values, List<Shape> walked, boolean lanes) {
        Shape shape = node.value().shape();
        List<Operand> operands = new ArrayList<>();
        List<Access> accesses = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            Buffer buffer = lanes ? planner.buffers().of(value) : planner.lanes(node, value);
            operands.add(new Operand.OfBuffer(buffer));
            accesses.add(Buffers.access(buffer, value.shape(), walked.get(i)));
        }
        Buffer result = planner.result(node.value(), lanes, false);
        operands.add(new Operand.OfBuffer(result));
        Kernel kernel = new SpreadLoop(
                planner.label(node),
                values.size() > 1,
                windows,
                shape.last(),
                lanes,
                accesses,
                Buffers.access(result, shape, shape));
        planner.step(node, kernel, 1, operands);
    }
}
