package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A contraction recognised as the product of windows and a weight, or as what is folded back from windows, or as the sum over
 * the batch that is such a weight's gradient. Weights have three forms: [made, summed, taps…]; [groups, made, summed, taps…],
 * where channels of a group see each other alone; and [channels, taps…], where each channel is its own group.
 *
 * @param contract the contraction itself
 * @param image the image whose windows are multiplied, or that is multiplied and folded; or whose windows a gradient sums
 * @param plain for a gradient, what has a place for each window; else the image again
 * @param weight the parameter, of which a gradient does not know
 * @param groups of channels; 1 if there are none, and if each channel is one
 * @param depthwise whether each channel is its own group
 */
record WindowProduct(
        Kind kind,
        Node contract,
        Value image,
        Value plain,
        Optional<String> weight,
        List<WindowAxis> axes,
        int groups,
        boolean depthwise) {

    enum Kind {
        /** The result has a place for each window. */
        WINDOWS,
        /** The result is folded from windows. */
        FOLD,
        /** The result is a weight's gradient. */
        GRADIENT
    }

    /** The product that a node is, if it is one; a node that is only a part of one is not. */
    static Optional<WindowProduct> of(ProgramPlanner planner, Node node) {
        if (node.primitive() instanceof Fold fold) {
            Node inner = planner.program().node(inGroups(planner, fold.operand()));
            return inner.primitive() instanceof Contract contract && !contract.sumBatch()
                    ? folded(planner, fold, inner, contract)
                    : Optional.empty();
        }
        return node.primitive() instanceof Contract contract ? windows(planner, node, contract) : Optional.empty();
    }

    private static Optional<WindowProduct> windows(ProgramPlanner planner, Node node, Contract contract) {
        Optional<Window> left = window(planner, contract.left());
        Optional<Window> found = left.isPresent() ? left : window(planner, contract.right());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Window window = found.get();
        Value other = left.isPresent() ? contract.right() : contract.left();
        List<Integer> labels = left.isPresent() ? contract.leftLabels() : contract.rightLabels();
        List<Integer> otherLabels = left.isPresent() ? contract.rightLabels() : contract.leftLabels();
        Form form = Form.of(window.axes().size(), labels, left.isPresent() ? contract.left() : contract.right());
        if (contract.sumBatch()) {
            boolean fits = otherLabels.equals(form.results(otherLabels))
                    && contract.resultLabels().equals(form.weight(last(otherLabels)));
            return Optional.of(new WindowProduct(
                            Kind.GRADIENT,
                            node,
                            window.operand(),
                            ungrouped(planner, other, form.groups()),
                            Optional.empty(),
                            window.axes(),
                            form.groups(),
                            form.depthwise(otherLabels)))
                    .filter(product -> fits);
        }
        List<Integer> result = contract.resultLabels();
        boolean fits = result.equals(form.results(result)) && otherLabels.equals(form.weight(last(result)));
        return planner.roots()
                .parameter(other)
                .filter(parameter -> fits)
                .map(parameter -> new WindowProduct(
                        Kind.WINDOWS,
                        node,
                        window.operand(),
                        window.operand(),
                        Optional.of(parameter.name()),
                        window.axes(),
                        form.groups(),
                        form.depthwise(result)));
    }

    private static Optional<WindowProduct> folded(ProgramPlanner planner, Fold fold, Node node, Contract contract) {
        Optional<Primitive.Parameter> right = planner.roots().parameter(contract.right());
        Optional<Primitive.Parameter> parameter =
                right.isPresent() ? right : planner.roots().parameter(contract.left());
        Value image = right.isPresent() ? contract.left() : contract.right();
        List<Integer> imageLabels = right.isPresent() ? contract.leftLabels() : contract.rightLabels();
        List<Integer> weightLabels = right.isPresent() ? contract.rightLabels() : contract.leftLabels();
        if (contract.resultLabels().size() <= 2 * fold.axes().size()) {
            return Optional.empty();
        }
        Form form = Form.of(fold.axes().size(), contract.resultLabels(), node.value());
        boolean fits =
                imageLabels.equals(form.results(imageLabels)) && weightLabels.equals(form.weight(last(imageLabels)));
        return parameter
                .filter(found -> fits)
                .map(found -> new WindowProduct(
                        Kind.FOLD,
                        node,
                        ungrouped(planner, image, form.groups()),
                        ungrouped(planner, image, form.groups()),
                        Optional.of(found.name()),
                        fold.axes(),
                        form.groups(),
                        form.depthwise(imageLabels)));
    }

    private static Optional<Window> window(ProgramPlanner planner, Value value) {
        Primitive primitive = planner.program().node(value).primitive();
        if (primitive instanceof Primitive.Reshape reshape
                && value.shape().rank() > 1
                && reshape.operand().shape().equals(together(value.shape()))) {
            primitive = planner.program().node(reshape.operand()).primitive();
        }
        return primitive instanceof Window window ? Optional.of(window) : Optional.empty();
    }

    /** The value that has groups of channels where another has channels, if there is one. */
    private static Value inGroups(ProgramPlanner planner, Value value) {
        return planner.program().node(value).primitive() instanceof Primitive.Reshape reshape
                        && reshape.operand().shape().rank() > 1
                        && together(reshape.operand().shape()).equals(value.shape())
                ? reshape.operand()
                : value;
    }

    /** The value that has channels where another has groups of them, if there is one. */
    static Value ungrouped(ProgramPlanner planner, Value value, int groups) {
        return groups > 1
                        && planner.program().node(value).primitive() instanceof Primitive.Reshape reshape
                        && reshape.operand().shape().equals(together(value.shape()))
                ? reshape.operand()
                : value;
    }

    /** [.., groups, c] as [.., groups · c]. */
    static Shape together(Shape shape) {
        List<Integer> sizes = new ArrayList<>(shape.sizes().subList(0, shape.rank() - 2));
        sizes.add(Math.multiplyExact(shape.size(-2), shape.last()));
        return new Shape(sizes);
    }

    /** Whether what is there for each window has its channels in groups. */
    boolean isPlainGrouped() {
        return plain.shape().rank() > axes.size() + 1;
    }

    /** The channels of what is there for each window. */
    int plainChannels() {
        return isPlainGrouped() ? together(plain.shape()).last() : plain.shape().last();
    }

    private static Integer last(List<Integer> labels) {
        return labels.get(labels.size() - 1);
    }

    /** The labels of windows [o…, k…, (groups,) c]. */
    private record Form(List<Integer> places, List<Integer> taps, List<Integer> channels, int groups) {

        static Form of(int axes, List<Integer> labels, Value value) {
            List<Integer> channels = labels.subList(2 * axes, labels.size());
            Shape shape = value.shape();
            return new Form(
                    labels.subList(0, axes),
                    labels.subList(axes, 2 * axes),
                    channels,
                    channels.size() > 1 ? shape.size(2 * axes) : 1);
        }

        boolean depthwise(List<Integer> results) {
            return last(results).equals(last(channels));
        }

        /** The labels of what has a place for each window, and the same last label. */
        List<Integer> results(List<Integer> labels) {
            List<Integer> all = new ArrayList<>(places);
            all.addAll(channels.subList(0, channels.size() - 1));
            all.add(last(labels));
            return all;
        }

        /** The labels of the weight, whose first axis but for groups is that of the places. */
        List<Integer> weight(Integer place) {
            List<Integer> all = new ArrayList<>(channels.subList(0, channels.size() - 1));
            all.add(place);
            if (!place.equals(last(channels))) {
                all.add(last(channels));
            }
            all.addAll(taps);
            return all;
        }
    }

    /** The elements of a weight's windows. */
    static int taps(ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return shape.elements() / shape.size(0) / shape.size(1);
    }
}
