package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Loop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.ParameterStorage.Layout;
import dev.nacre.compiler.kernel.WindowGradient;
import dev.nacre.compiler.kernel.WindowUse;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Program.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plans the gradients of weights that windows are multiplied with. */
final class WindowGradientPlanner {

    private final ProgramPlanner planner;
    private final Images images;

    WindowGradientPlanner(ProgramPlanner planner, Images images) {
        this.planner = planner;
        this.images = images;
    }

    /** Plans the gradient of a weight, to which several products may contribute. */
    void plan(Node node, List<WindowProduct> uses, ParameterStorage.Slot slot) {
        String label = planner.label(node) + "Weight";
        if (slot.layout() == Layout.FOLD_PANELS) {
            planFoldGradient(node, label, uses, slot);
        } else {
            for (int group = 0; group < uses.get(0).groups(); group++) {
                planGradient(node, label, uses, slot, group);
            }
        }
    }

    private void planGradient(
            Node node, String label, List<WindowProduct> uses, ParameterStorage.Slot slot, int group) {
        WindowProduct first = uses.get(0);
        Shape shape = slot.parameter().shape();
        int out = shape.size(0) / first.groups();
        int in = first.depthwise() ? 1 : shape.size(1);
        List<WindowUse> loops = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        for (WindowProduct use : uses) {
            Image x = images.ofWindows(use).from(group * in, first.depthwise() ? out : in);
            Image dy = images.lanes(node, use).from(group * out, out);
            loops.add(use(x, use.axes(), in, dy));
            operands.add(new Operand.OfBuffer(x.buffer()));
            operands.add(new Operand.OfBuffer(dy.buffer()));
        }
        int rows = in * WindowProduct.taps(slot);
        int offset = slot.offset() + group * Buffer.padded(out) * rows;
        operands.add(new Operand.OfGradient(slot.parameter().name(), offset));
        planner.accumulate(node, new WindowGradient(label, loops, out, rows, first.depthwise()), 1, operands);
    }

    private static WindowUse use(Image x, List<WindowAxis> axes, int in, Image dy) {
        List<WindowAxis> places = ConvolutionPlanner.sliding(axes);
        return new WindowUse(
                x.terms(axes, in),
                x.positions(axes, dy.rows(), dy.columns()),
                x.buffer().sample(),
                dy.positions(places, dy.rows(), dy.columns()).stream()
                        .map(Loop::step)
                        .toList(),
                dy.buffer().sample());
    }

    /** The windows are in the lanes: one step for each tap, in which windows are places that lie further on. */
    private void planFoldGradient(Node node, String label, List<WindowProduct> uses, ParameterStorage.Slot slot) {
        int taps = WindowProduct.taps(slot);
        int columns = Image.both(uses.get(0).axes()).get(1).size();
        for (int group = 0; group < uses.get(0).groups(); group++) {
            for (int tap = 0; tap < taps; tap++) {
                planTap(node, label, uses, slot, group, tap / columns, tap % columns);
            }
        }
    }

    private void planTap(
            Node node,
            String label,
            List<WindowProduct> uses,
            ParameterStorage.Slot slot,
            int group,
            int row,
            int column) {
        Shape shape = slot.parameter().shape();
        int in = shape.size(0) / uses.get(0).groups();
        int out = shape.size(1);
        int taps = WindowProduct.taps(slot);
        List<WindowUse> loops = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        for (WindowProduct use : uses) {
            List<WindowAxis> axes = Image.both(use.axes());
            Image x = images.of(use).from(group * in, in);
            Image dy = images.ofWindows(use)
                    .at(row * axes.get(0).dilation(), column * axes.get(1).dilation())
                    .from(group * out, out);
            WindowUse turned = use(dy, use.axes(), 1, x);
            loops.add(new WindowUse(
                    List.of(new Loop(in, 1)),
                    IntStream.range(0, 2)
                            .mapToObj(i -> new Loop(
                                    turned.positions().get(i).count(),
                                    turned.bSteps().get(i)))
                            .toList(),
                    turned.bSample(),
                    turned.positions().stream().map(Loop::step).toList(),
                    turned.aSample()));
            operands.add(new Operand.OfBuffer(x.buffer()));
            operands.add(new Operand.OfBuffer(dy.buffer()));
        }
        int tap = taps - 1 - (row * Image.both(uses.get(0).axes()).get(1).size() + column);
        int offset = slot.offset() + group * Buffer.padded(out) * in * taps + tap * in * Buffer.LANES;
        operands.add(new Operand.OfGradient(slot.parameter().name(), offset));
        planner.accumulate(node, new WindowGradient(label, loops, out, in * taps, false), 1, operands);
    }
}
