package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Primitive.BatchSize;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Contract;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Fold;
import dev.nacre.compiler.tensor.Primitive.Gather;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Iota;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.Primitive.MaxGradient;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.ScatterAdd;
import dev.nacre.compiler.tensor.Primitive.Slice;
import dev.nacre.compiler.tensor.Primitive.Transpose;
import dev.nacre.compiler.tensor.Primitive.Window;
import dev.nacre.compiler.tensor.Program.Node;
import java.util.HashMap;
import java.util.function.Predicate;

/**
 * A program again, without some of its nodes: ids close up and operands follow. Who read a detached value reads what was
 * detached; nothing may read another node that is left out.
 */
final class Rebuilding implements Primitive.Cases<Primitive> {

    private final java.util.Map<Integer, Value> kept = new HashMap<>();

    private Rebuilding() {}

    static Program rebuild(Program program, Predicate<Node> keep) {
        if (program.nodes().isEmpty()) {
            return program;
        }
        Rebuilding rebuilding = new Rebuilding();
        ProgramBuilder builder = new ProgramBuilder(program.nodes().get(0).origin());
        program.nodes().forEach(node -> rebuilding.copy(node, keep.test(node), builder));
        program.outputs()
                .forEach(output -> builder.output(output.kind(), output.name(), rebuilding.kept(output.value())));
        return builder.build();
    }

    private void copy(Node node, boolean keep, ProgramBuilder builder) {
        int id = node.value().id();
        if (keep) {
            builder.at(node.origin());
            kept.put(id, builder.add(node.primitive().match(this), node.value().shape()));
        } else if (node.primitive() instanceof Detach detach
                && kept.containsKey(detach.operand().id())) {
            kept.put(id, kept(detach.operand()));
        }
    }

    private Value kept(Value old) {
        Value value = kept.get(old.id());
        if (value == null) {
            throw new IllegalStateException("value " + old.id() + " was removed, but is read");
        }
        return value;
    }

    @Override
    public Primitive input(Input input) {
        return input;
    }

    @Override
    public Primitive parameter(Parameter parameter) {
        return parameter;
    }

    @Override
    public Primitive map(Map map) {
        return new Map(map.operands().stream().map(this::kept).toList(), map.body());
    }

    @Override
    public Primitive contract(Contract contract) {
        return new Contract(
                kept(contract.left()),
                contract.leftLabels(),
                kept(contract.right()),
                contract.rightLabels(),
                contract.resultLabels(),
                contract.sumBatch());
    }

    @Override
    public Primitive reduce(Reduce reduce) {
        return new Reduce(reduce.kind(), kept(reduce.operand()), reduce.axes(), reduce.sumBatch());
    }

    @Override
    public Primitive reshape(Reshape reshape) {
        return new Reshape(kept(reshape.operand()), reshape.shape());
    }

    @Override
    public Primitive concat(Concat concat) {
        return new Concat(concat.operands().stream().map(this::kept).toList(), concat.axis());
    }

    @Override
    public Primitive slice(Slice slice) {
        return new Slice(kept(slice.operand()), slice.axis(), slice.start(), slice.size());
    }

    @Override
    public Primitive detach(Detach detach) {
        return new Detach(kept(detach.operand()));
    }

    @Override
    public Primitive random(Random random) {
        return random;
    }

    @Override
    public Primitive transpose(Transpose transpose) {
        return new Transpose(kept(transpose.operand()), transpose.axes());
    }

    @Override
    public Primitive window(Window window) {
        return new Window(kept(window.operand()), window.axes(), window.padding());
    }

    @Override
    public Primitive fold(Fold fold) {
        return new Fold(kept(fold.operand()), fold.axes(), fold.sizes());
    }

    @Override
    public Primitive maxGradient(MaxGradient maxGradient) {
        return new MaxGradient(
                kept(maxGradient.operand()),
                kept(maxGradient.maximum()),
                kept(maxGradient.gradient()),
                maxGradient.axes());
    }

    @Override
    public Primitive gather(Gather gather) {
        return new Gather(kept(gather.table()), kept(gather.indices()), gather.padding());
    }

    @Override
    public Primitive scatterAdd(ScatterAdd scatterAdd) {
        return new ScatterAdd(
                scatterAdd.indices().stream().map(this::kept).toList(),
                scatterAdd.gradients().stream().map(this::kept).toList(),
                scatterAdd.count(),
                scatterAdd.padding());
    }

    @Override
    public Primitive iota(Iota iota) {
        return iota;
    }

    @Override
    public Primitive batchSize(BatchSize batchSize) {
        return batchSize;
    }
}
