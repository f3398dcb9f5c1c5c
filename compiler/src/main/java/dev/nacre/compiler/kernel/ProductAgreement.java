package dev.nacre.compiler.kernel;

/** What products assume of their operands. */
final class ProductAgreement {

    private ProductAgreement() {}

    static void columns(StepOperands operands, Columns columns) {
        operands.storesVectors(product(
                operands,
                columns.bias(),
                columns.in(),
                columns.xStride(),
                columns.out(),
                columns.yStride(),
                columns.epilogue()));
    }

    static void dot(StepOperands operands, Dot dot) {
        product(operands, dot.bias(), dot.in(), dot.xStride(), dot.out(), dot.yStride(), dot.epilogue());
    }

    private static Buffer product(
            StepOperands operands, boolean bias, int in, int xStride, int out, int yStride, Epilogue epilogue) {
        int x = bias ? 2 : 1;
        operands.count(x + 2 + epilogue.strides().size());
        operands.matches(operands.buffer(x), in, xStride);
        operands.matches(operands.buffer(x + 1), out, yStride);
        operands.require(operands.buffer(x + 1).rows() == operands.step().rows(), "the result has other rows");
        operands.require(operands.buffer(x).rows() == operands.step().rows(), "the input has other rows");
        for (int i = 0; i < epilogue.strides().size(); i++) {
            operands.combined(
                    operands.buffer(x + 2 + i), out, epilogue.strides().get(i));
        }
        return operands.buffer(x + 1);
    }

    static void product(StepOperands operands, Product product) {
        operands.count(3);
        Columns columns = product.columns();
        int loads = Buffer.padded(columns.out());
        operands.inside(
                operands.buffer(0), product.loops(), product.w(), (columns.in() - 1) * columns.stepStride() + loads);
        int rows = (product.rows() - 1) * columns.xStride();
        operands.inside(
                operands.buffer(1), product.loops(), product.x(), rows + (columns.in() - 1) * product.xStep() + 1);
        operands.storesVectors(operands.buffer(2));
        operands.inside(
                operands.buffer(2), product.loops(), product.y(), (product.rows() - 1) * columns.yStride() + loads);
    }

    static void outer(StepOperands operands, Outer outer) {
        operands.count(3);
        operands.matches(operands.buffer(0), outer.rows(), outer.aStride());
        operands.matches(operands.buffer(1), outer.columns(), outer.bStride());
        operands.require(operands.buffer(0).rows() == operands.buffer(1).rows(), "the operands have different rows");
        if (!outer.exact()) {
            operands.readsVectors(operands.buffer(1));
        }
    }
}
