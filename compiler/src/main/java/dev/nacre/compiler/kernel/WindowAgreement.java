package dev.nacre.compiler.kernel;

import java.util.List;

/** What kernels of windows and of what is around them assume of their operands. */
final class WindowAgreement {

    private WindowAgreement() {}

    static void convolution(StepOperands operands, ConvolutionLoop convolution) {
        int x = convolution.bias() ? 2 : 1;
        operands.count(x + 2 + convolution.epilogue().strides().size());
        operands.reaches(operands.buffer(x), convolution.terms(), convolution.positions(), convolution.xSample());
        Buffer y = operands.buffer(x + 1);
        operands.matches(y, convolution.out(), convolution.yStride());
        operands.require(y.rows() == turns(convolution.positions()), "the result has other rows");
        operands.storesVectors(y);
        if (convolution.depthwise()) {
            operands.readsVectors(operands.buffer(x));
        }
        for (int i = 0; i < convolution.epilogue().strides().size(); i++) {
            int stride = convolution.epilogue().strides().get(i);
            operands.combined(operands.buffer(x + 2 + i), convolution.out(), stride);
        }
    }

    private static int turns(List<Loop> loops) {
        return loops.stream().mapToInt(Loop::count).reduce(1, Math::multiplyExact);
    }

    static void windowGradient(StepOperands operands, WindowGradient gradient) {
        operands.count(2 * gradient.uses().size() + 1);
        for (int i = 0; i < gradient.uses().size(); i++) {
            WindowUse use = gradient.uses().get(i);
            operands.reaches(operands.buffer(2 * i), use.terms(), use.positions(), use.aSample());
            operands.reaches(operands.buffer(2 * i + 1), List.of(), bLoops(use), use.bSample());
            operands.readsVectors(operands.buffer(2 * i + 1));
            operands.require(use.rows() == gradient.rows(), "the uses have different rows");
        }
    }

    private static List<Loop> bLoops(WindowUse use) {
        return List.of(
                new Loop(use.positions().get(0).count(), use.bSteps().get(0)),
                new Loop(use.positions().get(1).count(), use.bSteps().get(1)));
    }

    static void pad(StepOperands operands, Pad pad) {
        operands.count(2);
        operands.require(operands.buffer(0).sample() == pad.fromSample(), "samples are elsewhere");
        operands.matches(operands.buffer(1), Math.multiplyExact(pad.columns().to(), pad.channels()), pad.toRow());
        operands.require(operands.buffer(1).rows() == pad.rows().to(), "the copy has other rows");
    }

    static void pool(StepOperands operands, PoolLoop pool) {
        operands.count(2);
        for (int operand = 0; operand < 2; operand++) {
            operands.require(
                    operands.buffer(operand).width() == pool.width(), "operand " + operand + " has another width");
        }
        operands.readsVectors(operands.buffer(0));
        operands.storesVectors(operands.buffer(1));
    }

    static void spread(StepOperands operands, SpreadLoop spread) {
        int result = spread.operands().size();
        operands.count(result + 1);
        operands.require(operands.buffer(result).width() == spread.width(), "the result has another width");
        for (int operand = 0; operand < result && !spread.lanes(); operand++) {
            operands.require(
                    operands.buffer(operand).width() == spread.width(), "operand " + operand + " has another width");
            operands.readsVectors(operands.buffer(operand));
        }
        if (!spread.lanes()) {
            operands.storesVectors(operands.buffer(result));
        }
    }
}
