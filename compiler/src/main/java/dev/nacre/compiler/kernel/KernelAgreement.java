package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.ArrayList;
import java.util.List;

/** What each kernel assumes of its operands. */
record KernelAgreement(StepOperands operands) implements Kernel.Cases<Boolean> {

    @Override
    public Boolean columns(Columns columns) {
        ProductAgreement.columns(operands, columns);
        return true;
    }

    @Override
    public Boolean dot(Dot dot) {
        ProductAgreement.dot(operands, dot);
        return true;
    }

    @Override
    public Boolean product(Product product) {
        ProductAgreement.product(operands, product);
        return true;
    }

    @Override
    public Boolean outer(Outer outer) {
        ProductAgreement.outer(operands, outer);
        return true;
    }

    @Override
    public Boolean map(MapLoop map) {
        operands.count(map.operands().size() + 1);
        Buffer result = operands.buffer(map.operands().size());
        operands.require(result.width() == map.width(), "the result has another width");
        operands.storesVectors(result);
        return true;
    }

    @Override
    public Boolean reduce(ReduceLoop reduce) {
        operands.count(2);
        operands.require(operands.buffer(0).width() == reduce.width(), "the operand has another width");
        return true;
    }

    @Override
    public Boolean repack(Repack repack) {
        operands.count(2);
        operands.matches(operands.buffer(0), repack.fromWidth(), repack.fromStride());
        operands.matches(operands.buffer(1), repack.toWidth(), repack.toStride());
        operands.require(
                repack.parts() == 1 || repack.fromWidth() == repack.toWidth(), "parts are cut into other rows");
        operands.require(
                operands.buffer(0).rows() * operands.buffer(0).width() == repack.elements(), "elements are lost");
        operands.require(
                operands.buffer(1).rows() * operands.buffer(1).width() == repack.elements(), "elements are made up");
        return true;
    }

    @Override
    public Boolean join(JoinRows join) {
        int parts = join.widths().size();
        operands.count(parts + 1);
        for (int i = 0; i < parts; i++) {
            operands.matches(
                    operands.buffer(i), join.widths().get(i), join.strides().get(i));
        }
        int width = join.widths().stream().reduce(0, Math::addExact);
        operands.matches(operands.buffer(parts), width, join.stride());
        return true;
    }

    private void indices(Buffer buffer, int count) {
        operands.require(!buffer.isFloat(), () -> buffer + " has no indices");
        operands.require(buffer.sample() == count, () -> buffer + " should have " + count + " indices without a gap");
    }

    @Override
    public Boolean gather(GatherRows gather) {
        operands.count(3);
        indices(operands.buffer(1), operands.step().rows());
        operands.matches(operands.buffer(2), gather.width(), gather.stride());
        operands.require(operands.buffer(2).rows() == operands.step().rows(), "the result has other rows");
        operands.storesVectors(operands.buffer(2));
        return true;
    }

    @Override
    public Boolean scatter(ScatterRows scatter) {
        operands.count(2 * scatter.rows().size() + 1);
        for (int pair = 0; pair < scatter.rows().size(); pair++) {
            indices(operands.buffer(2 * pair), scatter.rows().get(pair));
            Buffer gradients = operands.buffer(2 * pair + 1);
            operands.matches(gradients, scatter.width(), scatter.strides().get(pair));
            operands.require(gradients.rows() == scatter.rows().get(pair), "the gradients have other rows");
            operands.readsVectors(gradients);
        }
        return true;
    }

    @Override
    public Boolean flags(FlagRows flags) {
        operands.count(2);
        Buffer result = operands.buffer(1);
        indices(operands.buffer(0), result.rows() * result.width());
        operands.matches(result, flags.width(), flags.stride());
        operands.require(result.rows() == operands.step().rows(), "the result has other rows");
        return true;
    }

    @Override
    public Boolean transpose(TransposeLoop transpose) {
        operands.count(2);
        List<Integer> axes = new ArrayList<>(transpose.axes());
        axes.addAll(List.of(transpose.rows(), transpose.columns()));
        operands.inside(operands.buffer(0), axes, transpose.source(), 1);
        operands.inside(operands.buffer(1), axes, transpose.result(), 1);
        return true;
    }

    @Override
    public Boolean random(RandomRows random) {
        operands.count(2);
        operands.matches(operands.buffer(0), random.width(), random.stride());
        return true;
    }

    @Override
    public Boolean convolution(ConvolutionLoop convolution) {
        WindowAgreement.convolution(operands, convolution);
        return true;
    }

    @Override
    public Boolean windowGradient(WindowGradient gradient) {
        WindowAgreement.windowGradient(operands, gradient);
        return true;
    }

    @Override
    public Boolean pad(Pad pad) {
        WindowAgreement.pad(operands, pad);
        return true;
    }

    @Override
    public Boolean pool(PoolLoop pool) {
        WindowAgreement.pool(operands, pool);
        return true;
    }

    @Override
    public Boolean recurrent(RecurrentLoop recurrent) {
        int first = recurrent.product().bias() ? 2 : 1;
        operands.count(first + 3);
        recurrence(operands.buffer(first), recurrent.gates(), recurrent.gatesSample());
        state(operands.buffer(first + 1), recurrent.product(), recurrent.cell(), recurrent.hidden());
        recurrence(operands.buffer(first + 2), recurrent.y(), recurrent.ySample());
        return true;
    }

    @Override
    public Boolean recurrentGradient(RecurrentGradient recurrentGradient) {
        operands.count(5);
        recurrence(operands.buffer(1), recurrentGradient.kept(), recurrentGradient.keptSample());
        recurrence(operands.buffer(2), recurrentGradient.arriving(), recurrentGradient.arrivingSample());
        state(operands.buffer(3), recurrentGradient.product(), recurrentGradient.cell(), recurrentGradient.hidden());
        recurrence(operands.buffer(4), recurrentGradient.y(), recurrentGradient.ySample());
        return true;
    }

    /** A row for each step. */
    private void recurrence(Buffer buffer, int stride, long sample) {
        operands.require(buffer.stride() == stride, () -> buffer + " should have the stride " + stride);
        operands.require(buffer.sample() == sample, () -> buffer + " has samples of another size");
    }

    private void state(Buffer buffer, Columns product, Cell cell, int hidden) {
        int size = RecurrentLoop.state(cell, hidden);
        operands.matches(buffer, size, product.xStride());
        operands.require(product.yStride() == product.xStride(), "the product has other rows than the state");
        operands.storesVectors(buffer);
    }

    @Override
    public Boolean spread(SpreadLoop spread) {
        WindowAgreement.spread(operands, spread);
        return true;
    }
}
