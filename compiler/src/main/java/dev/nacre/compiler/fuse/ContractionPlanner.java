package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans products with weights: the bias starts the sums, and a cheap map that alone reads the product becomes its epilogue. */
final class ContractionPlanner {

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    private final Transposes transposes;
    private final ConvolutionPlanner convolutions;

    ContractionPlanner(
            ProgramPlanner planner, ParameterStorage storage, Transposes transposes, ConvolutionPlanner convolutions) {
        this.planner = planner;
        this.storage = storage;
        this.transposes = transposes;
        this.convolutions = convolutions;
    }

    /** Whether the product is computed together with the map that alone reads it. */
    boolean isDeferred(Node node) {
        if (planner.uses(node.value()) != 1 || !node.value().batched()) {
            return false;
        }
        return planner.onlyReader(node.value())
                .filter(reader -> reader.primitive() instanceof Primitive.Map)
                .flatMap(this::candidate)
                .filter(node::equals)
                .isPresent();
    }

    /** The product among a map's operands that is computed together with the map: the last that nothing else reads. */
    private Optional<Node> candidate(Node reader) {
        if (planner.uses(reader.value()) == 0) {
            return Optional.empty();
        }
        return Uses.read(reader.primitive()).stream()
                .filter(value -> value.batched()
                        && planner.uses(value) == 1
                        && value.shape().equals(reader.value().shape()))
                .map(planner.program()::node)
                .filter(this::isProduct)
                .reduce((first, second) -> second);
    }

    private boolean isProduct(Node node) {
        boolean withWeight =
                node.primitive() instanceof Contract contract && !BatchedContractionPlanner.handles(contract);
        return convolutions.product(node).isPresent() ? convolutions.isFused(node) : withWeight;
    }

    /** Plans a product that nothing is fused to. */
    boolean plan(Node node) {
        product(node, null, Epilogue.NONE, List.of(), node);
        return true;
    }

    /** Plans a map together with a product that it alone reads; false if there is none. */
    boolean planWithEpilogue(Node node, Primitive.Map map) {
        Optional<Node> candidate = candidate(node);
        if (candidate.isEmpty()) {
            return false;
        }
        Node productNode = candidate.get();
        int sum = map.operands().indexOf(productNode.value());
        int bias = biasIndex(productNode, map, sum);
        Scalar rest = bias < 0 ? map.body() : withoutBias(map.body(), sum, bias);
        Value biasValue = bias < 0 ? null : map.operands().get(bias);
        if (Scalars.cheap(rest) && onlyFullOperands(node, map, rest, sum)) {
            planFused(node, productNode, biasValue, map, rest, sum);
        } else {
            product(productNode, biasValue, Epilogue.NONE, List.of(), productNode);
            planner.loopOver(node, new Primitive.Map(map.operands(), rest), productNode);
        }
        return true;
    }

    private void planFused(Node node, Node productNode, @Nullable Value bias, Primitive.Map map, Scalar rest, int sum) {
        List<Scalar> arguments = new ArrayList<>();
        List<Buffer> others = new ArrayList<>();
        for (int i = 0; i < map.operands().size(); i++) {
            if (i == sum || !Scalars.reads(rest, i)) {
                arguments.add(new Scalar.Arg(0));
            } else {
                Value other = map.operands().get(i);
                others.add(other.batched() ? planner.laneMatrix(node, other) : planner.lanes(node, other));
                arguments.add(new Scalar.Arg(others.size()));
            }
        }
        Epilogue epilogue = new Epilogue(
                Scalars.substitute(rest, arguments),
                others.stream()
                        .map(other -> other.isShared() ? 0 : other.stride())
                        .toList());
        product(node, bias, epilogue, others, productNode);
    }

    private void product(Node node, @Nullable Value bias, Epilogue epilogue, List<Buffer> others, Node productNode) {
        Optional<WindowProduct> windows = convolutions.product(productNode);
        if (windows.isPresent()) {
            Operand start = bias == null ? null : parameter(bias);
            convolutions.plan(node, windows.get(), start, epilogue, others, productNode);
            return;
        }
        WeightProduct form = recognised(node, (Contract) productNode.primitive());
        ParameterStorage.Slot weight = storage.slot(form.weight());
        boolean dot = !form.backward() && weight.layout() == ParameterStorage.Layout.PADDED_ROWS;
        Buffer x = planner.matrix(node, form.activations());
        Buffer y = planner.result(node.value(), dot, true);
        String label = planner.label(node, productNode);
        List<Operand> operands = new ArrayList<>();
        operands.add(weightOperand(form, weight));
        if (bias != null) {
            operands.add(parameter(bias));
        }
        operands.add(new Operand.OfBuffer(x));
        operands.add(new Operand.OfBuffer(y));
        others.forEach(other -> operands.add(new Operand.OfBuffer(other)));
        planner.step(node, kernel(label, form, weight, x, y, bias != null, epilogue), y.rows(), operands, productNode);
    }

    private WeightProduct recognised(Node node, Contract contract) {
        return WeightProduct.of(planner, contract)
                .orElseThrow(() -> new IllegalStateException(
                        "no kernel for " + contract + " of " + node.origin().layer()));
    }

    private Operand weightOperand(WeightProduct form, ParameterStorage.Slot weight) {
        return form.backward() && weight.layout() != ParameterStorage.Layout.PADDED_ROWS
                ? transposes.of(form.weight(), 0)
                : new Operand.OfParameter(form.weight(), weight.offset());
    }

    private Operand parameter(Value value) {
        String name = ((Primitive.Parameter)
                        planner.program().node(planner.roots().attached(value)).primitive())
                .name();
        return new Operand.OfParameter(name, storage.slot(name).offset());
    }

    private static Kernel kernel(
            String label,
            WeightProduct form,
            ParameterStorage.Slot weight,
            Buffer x,
            Buffer y,
            boolean bias,
            Epilogue epilogue) {
        Shape shape = weight.parameter().shape();
        int in = form.backward() ? shape.size(0) : shape.size(1);
        int out = form.backward() ? shape.size(1) : shape.size(0);
        boolean rows = weight.layout() == ParameterStorage.Layout.PADDED_ROWS;
        if (rows && !form.backward()) {
            int weightStride = Buffer.padded(in);
            return new Dot(label, in, out, x.stride(), y.stride(), weightStride, bias, epilogue);
        }
        int panelStride = rows ? Buffer.LANES : Math.multiplyExact(in, Buffer.LANES);
        int stepStride = rows ? Buffer.padded(out) : Buffer.LANES;
        int chains = SummationOrder.chains(in, out);
        return new Columns(label, in, out, x.stride(), y.stride(), panelStride, stepStride, bias, chains, epilogue);
    }

    /** The operand that is a bias: a parameter over the last axis that the body adds to the sum and uses nowhere else. */
    private int biasIndex(Node productNode, Primitive.Map map, int sum) {
        for (int i = 0; i < map.operands().size(); i++) {
            Value value = map.operands().get(i);
            boolean vector =
                    planner.program().node(planner.roots().attached(value)).primitive() instanceof Primitive.Parameter
                            && value.shape().rank() == 1
                            && value.shape().last()
                                    == productNode.value().shape().last();
            if (vector && !Scalars.reads(withoutBias(map.body(), sum, i), i)) {
                return i;
            }
        }
        return -1;
    }

    private static Scalar withoutBias(Scalar body, int sum, int bias) {
        Scalar.Arg s = new Scalar.Arg(sum);
        Scalar.Arg b = new Scalar.Arg(bias);
        Scalar first = Scalars.replace(body, new Scalar.Binary(Scalar.Binary.Operator.ADD, s, b), s);
        return Scalars.replace(first, new Scalar.Binary(Scalar.Binary.Operator.ADD, b, s), s);
    }

    /** Whether the epilogue finds all that the map reads: rows like the product's, or one computed row for all of them. */
    private boolean onlyFullOperands(Node node, Primitive.Map map, Scalar rest, int sum) {
        for (int i = 0; i < map.operands().size(); i++) {
            Value value = map.operands().get(i);
            boolean full = value.batched() ? value.shape().equals(node.value().shape()) : isComputedRow(value, node);
            if (i != sum && Scalars.reads(rest, i) && !full) {
                return false;
            }
        }
        return true;
    }

    private boolean isComputedRow(Value value, Node node) {
        boolean computed =
                planner.buffers().has(value) && planner.buffers().of(value).isShared();
        return computed
                && value.shape().elements() == node.value().shape().last()
                && value.shape().last() == node.value().shape().last();
    }
}
