package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Product;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans products of two activations, as attention has them: for each sample, a nest of loops over matrix products. The last
 * axis of the result is in the lanes, so the operand that has it is read by whole vectors, and the other one element by
 * element, in whatever order its axes are. Only if the first has its elements in another order is it copied.
 */
final class BatchedContractionPlanner {

    private final ProgramPlanner planner;
    private final Views views;

    BatchedContractionPlanner(ProgramPlanner planner, Views views) {
        this.planner = planner;
        this.views = views;
    }

    /** Whether a product is one of two activations, for each sample. */
    static boolean handles(Contract contract) {
        return contract.left().batched() && contract.right().batched() && !contract.sumBatch();
    }

    /** An operand with the labels of its axes. */
    private record Labelled(StridedView view, List<Integer> labels) {

        /** Floats from one place of a label's axis to the next; 0 for a label that it lacks. */
        int step(int label) {
            int axis = labels.indexOf(label);
            return axis < 0 || view.shape().size(axis) == 1 ? 0 : view.steps().get(axis);
        }

        int size(int label) {
            int axis = labels.indexOf(label);
            return axis < 0 ? 1 : view.shape().size(axis);
        }
    }

    boolean plan(Node node, Contract contract) {
        List<Integer> result = contract.resultLabels();
        int column = result.isEmpty() ? Primitive.BATCH : result.get(result.size() - 1);
        boolean right = contract.rightLabels().contains(column);
        if (right == contract.leftLabels().contains(column)) {
            throw new IllegalStateException(
                    "no kernel for " + contract + " of " + node.origin().layer());
        }
        Labelled left = labelled(contract.left(), contract.leftLabels());
        Labelled other = labelled(contract.right(), contract.rightLabels());
        List<Integer> summed = contract.leftLabels().stream()
                .filter(label -> !result.contains(label))
                .toList();
        Labelled w = vectors(node, right ? other : left, summed, column);
        Labelled x = summable(node, right ? left : other, summed);
        Buffer buffer = planner.result(node.value(), false, false);
        Labelled y = new Labelled(StridedView.of(buffer, node.value().shape()), result);
        List<Loop> loops = new ArrayList<>();
        for (int label : result.subList(0, result.size() - 1)) {
            loops.add(new Loop(y.size(label), w.step(label), x.step(label), y.step(label)));
        }
        Kernel kernel = kernel(planner.label(node), Loop.merged(loops, planner.lengths()), sum(w, x, summed), w, x, y, y.size(column));
        planner.step(node, kernel, w.view().buffer(), x.view().buffer(), buffer);
        return true;
    }

    private Labelled labelled(Value value, List<Integer> labels) {
        return new Labelled(views.of(value), labels);
    }

    /**
     * A loop over places of an axis.
     *
     * @param w floats from one to the next in the operand that is read by vectors, 0 where it repeats
     * @param x in the other
     * @param y in the result
     */
    private record Loop(int size, int w, int x, int y) {

        /** One loop for this and the one inside of it, if they walk everything as one does. */
        Optional<Loop> around(Loop inner, Lengths lengths) {
            boolean same = lengths.areOne(size, inner.size)
                    && w == inner.w * inner.size && x == inner.x * inner.size && y == inner.y * inner.size;
            return same ? Optional.of(new Loop(size * inner.size, inner.w, inner.x, inner.y)) : Optional.empty();
        }

        static List<Loop> merged(List<Loop> loops, Lengths lengths) {
            List<Loop> merged = new ArrayList<>();
            for (Loop loop : loops) {
                Optional<Loop> one = merged.isEmpty()
                        ? Optional.empty()
                        : merged.get(merged.size() - 1).around(loop, lengths);
                one.ifPresent(joined -> merged.set(merged.size() - 1, joined));
                if (one.isEmpty() && loop.size() > 1) {
                    merged.add(loop);
                }
            }
            return merged;
        }
    }

    /** The one loop over all that is summed. */
    private Loop sum(Labelled w, Labelled x, List<Integer> summed) {
        List<Loop> loops = Loop.merged(summed.stream()
                .map(label -> new Loop(x.size(label), w.step(label), x.step(label), 0))
                .toList(), planner.lengths());
        if (loops.size() > 1) {
            throw new IllegalStateException("no kernel for a sum over " + summed);
        }
        return loops.isEmpty() ? new Loop(1, 0, 0, 0) : loops.get(0);
    }

    private static Kernel kernel(
            String label, List<Loop> loops, Loop sum, Labelled w, Labelled x, Labelled y, int columns) {
        List<Loop> outer = new ArrayList<>(loops);
        Loop rows = loops.stream()
                .filter(loop -> loop.w() == 0)
                .reduce((first, second) -> second.size() >= first.size() ? second : first)
                .orElse(new Loop(1, 0, 0, 0));
        outer.remove(rows);
        Columns product = new Columns(
                label,
                sum.size(),
                columns,
                rows.x(),
                rows.y(),
                Buffer.LANES,
                sum.w(),
                false,
                1,
                Epilogue.NONE);
        return new Product(
                product,
                rows.size(),
                sum.x(),
                outer.stream().map(Loop::size).toList(),
                access(w, outer.stream().map(Loop::w).toList()),
                access(x, outer.stream().map(Loop::x).toList()),
                access(y, outer.stream().map(Loop::y).toList()));
    }

    private static Access access(Labelled operand, List<Integer> steps) {
        return new Access(operand.view().buffer().sample(), steps, true);
    }

    /** The operand if one loop walks all that is summed, else a copy of which that is true. */
    private Labelled summable(Node node, Labelled x, List<Integer> summed) {
        return isOneRun(x, summed) ? x : copied(node, x, without(x.labels(), summed), summed);
    }

    /** The operand if vectors of columns can be read from it, else a copy of which that is true. */
    private Labelled vectors(Node node, Labelled w, List<Integer> summed, int column) {
        Buffer buffer = w.view().buffer();
        boolean room = buffer.home() == Buffer.Home.ARENA
                || buffer.home() == Buffer.Home.INPUT
                || buffer.home() == Buffer.Home.STATE;
        long end = (long) buffer.start() + 1 + Buffer.padded(w.size(column)) - w.size(column);
        for (int label : w.labels()) {
            end += (w.size(label) - 1L) * w.step(label);
        }
        boolean neighbours = w.size(column) == 1 || w.step(column) == 1;
        if (room && neighbours && end <= buffer.sample() && isOneRun(w, summed)) {
            return w;
        }
        List<Integer> rows = new ArrayList<>(without(w.labels(), List.of(column)));
        rows.removeAll(summed);
        rows.addAll(summed);
        return copied(node, w, rows, List.of(column));
    }

    private static List<Integer> without(List<Integer> labels, List<Integer> some) {
        return labels.stream().filter(label -> !some.contains(label)).toList();
    }

    private boolean isOneRun(Labelled operand, List<Integer> labels) {
        List<Loop> loops = labels.stream()
                .map(label -> new Loop(operand.size(label), operand.step(label), 0, 0))
                .toList();
        return Loop.merged(loops, planner.lengths()).size() <= 1;
    }

    /** A copy with rows of {@code inRow}, the last of which are neighbours, one for each place of {@code rows}. */
    private Labelled copied(Node node, Labelled operand, List<Integer> rows, List<Integer> inRow) {
        int width = inRow.stream().mapToInt(operand::size).reduce(1, Math::multiplyExact);
        List<Integer> labels = new ArrayList<>(rows);
        labels.addAll(inRow);
        List<Integer> sizes = labels.stream().map(operand::size).toList();
        int count = rows.stream().mapToInt(operand::size).reduce(1, Math::multiplyExact);
        Buffer to = planner.buffers().arena(Shape.of(count, width));
        List<Integer> steps = new ArrayList<>();
        int step = to.stride();
        for (int i = labels.size() - 1, inside = 1; i >= 0; i--) {
            boolean row = i < rows.size();
            steps.add(0, row ? step : inside);
            step *= row ? sizes.get(i) : 1;
            inside *= row ? 1 : sizes.get(i);
        }
        StridedView source = new StridedView(
                operand.view().buffer(),
                new Shape(sizes),
                labels.stream().map(operand::step).toList());
        StridedView result = new StridedView(to, new Shape(sizes), steps);
        Kernel kernel = TransposeLoops.kernel(planner.lengths(), planner.label(node), source, result);
        planner.step(node, kernel, source.buffer(), to);
        return new Labelled(result, labels);
    }
}
