package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.WindowProduct.Kind;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Loop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.ParameterStorage.Layout;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans products of windows with weights, and what is folded back from them. */
final class ConvolutionPlanner {

    /** In every target, enough sums of one row to hide the latency of fma; tiles of several rows know no rows of zeros. */
    private static final int ENOUGH_COLUMNS = 12;

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    private final Transposes transposes;
    private final Images images;
    private final Map<Integer, WindowProduct> products = new HashMap<>();
    /** By value id, the products that look behind a value, so that nobody reads the value itself. */
    private final int[] hidden;

    ConvolutionPlanner(ProgramPlanner planner, ParameterStorage storage, Transposes transposes, Images images) {
        this.planner = planner;
        this.storage = storage;
        this.transposes = transposes;
        this.images = images;
        this.hidden = new int[planner.program().nodes().size()];
        for (Node node : planner.program().nodes()) {
            if (planner.uses(node.value()) > 0) {
                WindowProduct.of(planner, node).ifPresent(product -> add(node, product));
            }
        }
    }

    private void add(Node node, WindowProduct product) {
        products.put(node.value().id(), product);
        if (node.primitive() instanceof Fold fold) {
            hide(fold.operand(), product.contract().value());
        }
        for (Value operand : product.contract().primitive().operands()) {
            Value behind = WindowProduct.ungrouped(planner, operand, product.groups());
            boolean windows = planner.program().node(behind).primitive() instanceof Window;
            if (windows || !behind.equals(operand)) {
                hide(operand, windows ? behind : operand);
            }
        }
    }

    /** The values from {@code value} to {@code last}, which it reshapes, are looked through. */
    private void hide(Value value, Value last) {
        hidden[value.id()]++;
        boolean alone = hidden[value.id()] == planner.uses(value);
        Primitive primitive = planner.program().node(value).primitive();
        if (alone && !value.equals(last) && primitive instanceof Primitive.Reshape reshape) {
            hide(reshape.operand(), last);
        }
    }

    /** The product that a node is. */
    Optional<WindowProduct> product(Node node) {
        return Optional.ofNullable(products.get(node.value().id()));
    }

    /** Whether a node is a product into whose kernel a map may be taken. */
    boolean isFused(Node node) {
        return product(node)
                .filter(product -> product.kind() != Kind.GRADIENT && product.groups() == 1)
                .isPresent();
    }

    /** Whether a value is never stored, because whoever reads it looks behind it. */
    boolean isHidden(Node node) {
        boolean view = node.primitive() instanceof Primitive.Reshape || node.primitive() instanceof Contract;
        int readers = planner.uses(node.value());
        boolean lookedThrough = view && readers > 0 && hidden[node.value().id()] == readers;
        return lookedThrough || isReshapedGroups(node);
    }

    /** Whether a product of groups [.., groups, made] is computed when it is read as [.., channels], and as nothing else. */
    private boolean isReshapedGroups(Node node) {
        return product(node)
                        .filter(product -> product.kind() == Kind.WINDOWS && product.groups() > 1)
                        .isPresent()
                && planner.onlyReader(node.value())
                        .filter(reader -> reader.primitive() instanceof Primitive.Reshape
                                && reader.value()
                                        .shape()
                                        .equals(WindowProduct.together(
                                                node.value().shape())))
                        .isPresent();
    }

    /** Makes the copy with padding that products read; a view that they read as it is takes no step. */
    boolean planWindow(Node node, Window window) {
        if (hidden[node.value().id()] > 0) {
            boolean lanes = readsVectors(node);
            images.ofWindows(node, window, lanes);
        }
        return true;
    }

    /** Whether a product reads neighbouring channels of the windows as vectors. */
    private boolean readsVectors(Node window) {
        return products.values().stream()
                .filter(product -> product.contract().primitive().operands().stream()
                        .anyMatch(value -> WindowProduct.ungrouped(planner, value, product.groups())
                                .equals(window.value())))
                .anyMatch(WindowProduct::depthwise);
    }

    /** Plans a reshape that groups become channels by; false if it is none. */
    boolean planReshape(Node node, Primitive.Reshape reshape) {
        Node operand = planner.program().node(reshape.operand());
        if (isReshapedGroups(operand)) {
            product(operand).ifPresent(product -> plan(node, product, operand));
            return true;
        }
        return false;
    }

    boolean planFold(Node node) {
        Optional<WindowProduct> product = product(node);
        product.ifPresent(found -> plan(node, found, node));
        return product.isPresent();
    }

    private void plan(Node node, WindowProduct product, Node productNode) {
        plan(node, product, null, Epilogue.NONE, List.of(), productNode);
    }

    /**
     * Plans a product and what is fused to it.
     *
     * @param node whose value is stored
     * @param productNode the product's own node
     */
    void plan(
            Node node,
            WindowProduct product,
            @Nullable Operand bias,
            Epilogue epilogue,
            List<Buffer> others,
            Node productNode) {
        String label = planner.label(node, productNode);
        ParameterStorage.Slot slot = storage.slot(product.weight().orElseThrow());
        Image x = product.kind() == Kind.WINDOWS
                ? images.ofWindows(product)
                : images.spread(productNode, product, (Fold) productNode.primitive());
        List<WindowAxis> axes = product.kind() == Kind.WINDOWS ? product.axes() : sliding(product.axes());
        if (product.groups() > 1) {
            planGroups(node, label, product, slot, x, axes);
            return;
        }
        Buffer y = planner.result(node.value(), false, true);
        Call call = new Call(label, product, slot, x, axes, node.value().shape());
        List<Operand> operands = new ArrayList<>();
        operands.add(weight(product, slot, 0));
        if (bias != null) {
            operands.add(bias);
        }
        operands.add(new Operand.OfBuffer(x.buffer()));
        operands.add(new Operand.OfBuffer(y));
        others.forEach(other -> operands.add(new Operand.OfBuffer(other)));
        planner.step(node, kernel(call, y.width(), y, bias != null, epilogue), 1, operands, productNode);
    }

    /** What a kernel is made of, apart from its result. */
    private record Call(
            String label,
            WindowProduct product,
            ParameterStorage.Slot slot,
            Image x,
            List<WindowAxis> axes,
            Shape result) {}

    /** Windows of a fold's result over what is spread out. */
    static List<WindowAxis> sliding(List<WindowAxis> axes) {
        return axes.stream()
                .map(axis -> new WindowAxis(axis.size(), 1, axis.dilation(), 0, 0))
                .toList();
    }

    private Kernel kernel(Call call, int out, Buffer y, boolean bias, Epilogue epilogue) {
        WindowProduct product = call.product();
        int rows = call.result().rank() == 3 ? call.result().size(0) : 1;
        int columns = call.result().size(-2);
        List<Loop> terms = call.x().terms(call.axes(), product.depthwise() ? 1 : summed(product, call.slot()));
        return new ConvolutionLoop(
                call.label(),
                terms,
                call.x().positions(call.axes(), rows, columns),
                call.x().slidingRows(call.axes(), terms, rows).filter(sliding -> columns >= ENOUGH_COLUMNS),
                out,
                call.x().buffer().sample(),
                y.stride(),
                product.depthwise(),
                product.depthwise() && product.kind() == Kind.FOLD,
                bias,
                epilogue);
    }

    /** The channels of a group that are summed over. */
    private static int summed(WindowProduct product, ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return product.kind() == Kind.WINDOWS ? shape.size(1) : shape.size(0) / product.groups();
    }

    /** The channels of a group that are made. */
    private static int made(WindowProduct product, ParameterStorage.Slot slot) {
        Shape shape = slot.parameter().shape();
        return product.kind() == Kind.WINDOWS ? shape.size(0) / product.groups() : shape.size(1);
    }

    /** Each group by itself, its channels next to those of the others in the end. */
    private void planGroups(
            Node node,
            String label,
            WindowProduct product,
            ParameterStorage.Slot slot,
            Image x,
            List<WindowAxis> axes) {
        boolean apart = product.kind() == Kind.WINDOWS && node.equals(product.contract());
        Shape shape = apart
                ? WindowProduct.together(node.value().shape())
                : node.value().shape();
        int summed = summed(product, slot);
        int made = made(product, slot);
        List<Buffer> parts = new ArrayList<>();
        for (int group = 0; group < product.groups(); group++) {
            Image channels = x.from(group * summed, summed);
            Buffer part = planner.buffers().arena(shape.with(shape.rank() - 1, made));
            Call call = new Call(label, product, slot, channels, axes, shape);
            List<Operand> operands = List.of(
                    weight(product, slot, group), new Operand.OfBuffer(channels.buffer()), new Operand.OfBuffer(part));
            planner.step(node, kernel(call, made, part, false, Epilogue.NONE), 1, operands);
            parts.add(part);
        }
        planner.join(node, parts, shape);
    }

    /** The weight as it is stored if its panels are over what is made, else its transposed copy. */
    private Operand weight(WindowProduct product, ParameterStorage.Slot slot, int group) {
        boolean stored =
                product.depthwise() || (product.kind() == Kind.WINDOWS) == (slot.layout() == Layout.WINDOW_PANELS);
        String name = slot.parameter().name();
        if (!stored) {
            return transposes.of(name, group);
        }
        int panels = product.depthwise()
                ? 0
                : Math.multiplyExact(
                        Buffer.padded(made(product, slot)),
                        Math.multiplyExact(summed(product, slot), WindowProduct.taps(slot)));
        return new Operand.OfParameter(name, slot.offset() + group * panels);
    }
}
