package dev.nacre.compiler.kernel;

import dev.nacre.compiler.tensor.Scalar;
import java.util.List;

/**
 * A loop nest specialised to its sizes. Two steps with equal kernels share one generated method, so a kernel knows sizes
 * and strides but neither arrays nor offsets.
 *
 * <p>A row is one sample's vector, or one position of a sample that has several.
 */
public sealed interface Kernel {

    /** What the method's name starts with: the layers that it computes. */
    String label();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kernel; a new one does not compile until every caller handles it. */
    interface Cases<R> {
        R columns(Columns columns);

        R dot(Dot dot);

        R product(Product product);

        R outer(Outer outer);

        R map(MapLoop map);

        R reduce(ReduceLoop reduce);

        R repack(Repack repack);

        R join(JoinRows join);

        R random(RandomRows random);

        R pick(PickRows pick);

        R gather(GatherRows gather);

        R scatter(ScatterRows scatter);

        R transpose(TransposeLoop transpose);

        R convolution(Convolution convolution);

        R windowGradient(WindowGradient windowGradient);

        R pad(Pad pad);

        R pool(PoolLoop pool);

        R spread(SpreadLoop spread);
    }

    /**
     * What happens to a sum before it is stored: a cheap function of the sum, {@code Arg(0)}, and of elements at the
     * same place in other buffers, {@code Arg(1)} and up.
     *
     * @param strides the row strides of the other buffers; 0 for one row that all rows are combined with
     */
    record Epilogue(Scalar body, List<Integer> strides) {

        /** Stores the sum as it is. */
        public static final Epilogue NONE = new Epilogue(new Scalar.Arg(0), List.of());

        public Epilogue {
            strides = List.copyOf(strides);
        }
    }

    /**
     * y[r][j] = epilogue(b[j] + Σ x[r][k] w(k, j)), outputs in the lanes. The weight of input k and output j is at
     * {@code j / 16 * panelStride + k * stepStride + j % 16}.
     *
     * <p>Order of the sum: {@code chains} chains of fma, chain c over k ≡ c in ascending order; chain 0 starts from the
     * bias, the others from zero; then (0+1)+(2+3).
     *
     * <p>Operands: weights, bias if any, x, y, then the epilogue's.
     */
    record Columns(
            String label,
            int in,
            int out,
            int xStride,
            int yStride,
            int panelStride,
            int stepStride,
            boolean bias,
            int chains,
            Epilogue epilogue)
            implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.columns(this);
        }
    }

    /**
     * y[r][o] = epilogue(b[o] + Σ x[r][k] w[o][k]), inputs in the lanes; for so few outputs that lanes of outputs would
     * stay empty. The weight of output o and input k is at {@code o * weightStride + k}.
     *
     * <p>Order of the sum: lane l of 16 sums k ≡ l over the full blocks of 16 by fma in ascending order from zero; the
     * lanes are folded in halves (l + (l+8), then 4, 2, 1); the rest of the k is a chain of fma from the bias; the result
     * is fold + chain.
     *
     * <p>Operands: weights, bias if any, x, y, then the epilogue's.
     */
    record Dot(
            String label, int in, int out, int xStride, int yStride, int weightStride, boolean bias, Epilogue epilogue)
            implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dot(this);
        }
    }

    /**
     * A product of two activations: for each sample, and each step of {@code loops}, one of {@link Columns}, of which y[r][j] is
     * Σ x[r][k] w[k][j] over {@code rows} rows, and w is in a buffer like x. Lanes beyond the last output hold whatever follows
     * in w, and are padding in y.
     *
     * <p>Operands: w, x, y.
     *
     * @param columns the product in one step, without a bias; its stride between panels is that of neighbours
     * @param xStep floats from one k to the next in x, so that a transposed matrix needs no copy
     * @param w where each step starts; the axes are {@code loops}
     */
    record Product(Columns columns, int rows, int xStep, List<Integer> loops, Access w, Access x, Access y)
            implements Kernel {
        public Product {
            loops = List.copyOf(loops);
        }

        @Override
        public String label() {
            return columns.label();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.product(this);
        }
    }

    /**
     * g(m, j) += Σ a[r][m] b[r][j] over rows r: a weight's gradient. The element (m, j) is at
     * {@code j / 16 * panelStride + m * rowStride + j % 16}.
     *
     * <p>Order of the sum: one chain of fma over ascending rows that starts from what g holds.
     *
     * <p>Operands: a, b, g.
     *
     * @param exact whether columns beyond the last full vector are summed one by one, for a {@code b} that may be a
     *     caller's array, in which the next row follows; otherwise what stands in the padding of {@code b} is summed too
     */
    record Outer(
            String label,
            int rows,
            int columns,
            int aStride,
            int bStride,
            int panelStride,
            int rowStride,
            boolean exact)
            implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.outer(this);
        }
    }

    /**
     * y = body(operands), elementwise over samples, axes and the last axis of {@code width} elements.
     *
     * <p>Operands: the body's, then y.
     *
     * @param axes the sizes of the loops between the samples' and the innermost
     */
    record MapLoop(String label, List<Integer> axes, int width, List<Access> operands, Access result, Scalar body)
            implements Kernel {
        public MapLoop {
            axes = List.copyOf(axes);
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.map(this);
        }
    }

    /**
     * Sums or maxima of x over {@code reduced} axes and, if {@code lanes}, over the last axis.
     *
     * <p>Order of a sum over lanes: as in {@link Dot}, with additions, over all reduced rows in ascending order; otherwise
     * one chain of additions over ascending rows. With {@code accumulate} the samples are summed too, in ascending
     * order, onto what the result holds.
     *
     * <p>Operands: x, result.
     *
     * @param kept the axes that stay
     * @param source x's steps: the batch, then kept axes, then reduced axes
     * @param result the result's steps: the batch (0 if accumulated), then kept axes
     */
    record ReduceLoop(
            String label,
            boolean maximum,
            List<Integer> kept,
            List<Integer> reduced,
            int width,
            boolean lanes,
            boolean accumulate,
            Access source,
            Access result)
            implements Kernel {
        public ReduceLoop {
            kept = List.copyOf(kept);
            reduced = List.copyOf(reduced);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reduce(this);
        }
    }

    /**
     * The same elements, row-major, in rows of another width or stride; the destination's padding becomes zero. Operands:
     * from, to.
     *
     * @param elements elements a sample
     */
    record Repack(String label, int elements, int fromWidth, int fromStride, int toWidth, int toStride)
            implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.repack(this);
        }
    }

    /**
     * y[r] = x0[r], x1[r], … one after the other. Parts are copied in order and by whole vectors, so that what one writes
     * beyond its end, the next one or the next row corrects; nothing is written beyond the last row.
     *
     * <p>Operands: the parts, then y.
     *
     * @param widths of the parts
     * @param strides the row strides of the parts
     */
    record JoinRows(String label, List<Integer> widths, List<Integer> strides, int stride) implements Kernel {
        public JoinRows {
            widths = List.copyOf(widths);
            strides = List.copyOf(strides);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.join(this);
        }
    }

    /**
     * y[.., j] = x[.., j · step]: rows of what is not in rows, such as the columns of a matrix. Operands: from, to.
     *
     * @param axes the sizes of the loops between the samples' and the innermost
     * @param step floats from one element of a row to the next
     */
    record PickRows(String label, List<Integer> axes, int width, Access source, int step, Access result)
            implements Kernel {
        public PickRows {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pick(this);
        }
    }

    /** Uniform numbers in [0, 1), rows of a sample. Operands: to, stream. */
    record RandomRows(String label, int rows, int width, int stride) implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.random(this);
        }
    }

    /**
     * y[r] = table[i[r]] for the index i[r] of each row, which is known to be one of the table's rows.
     *
     * <p>Operands: the table, indices without a gap, y.
     *
     * @param count rows of the table
     */
    record GatherRows(String label, int count, int width, int tableStride, int stride) implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.gather(this);
        }
    }

    /**
     * g[i[r]] += a[r] for the index i[r] of each row: a table's gradient. Sample by sample, and in each sample all rows of one
     * pair of indices and gradients after all of the one before; so each row of g is one chain of additions, which starts
     * from what it holds.
     *
     * <p>Operands: the indices of each pair, without a gap, and its gradients; then g.
     *
     * @param rows of a sample, for each pair
     * @param strides of the gradients, for each pair
     * @param padding the index of rows that are left out, or a negative number
     */
    record ScatterRows(String label, List<Integer> rows, List<Integer> strides, int width, int tableStride, int padding)
            implements Kernel {
        public ScatterRows {
            rows = List.copyOf(rows);
            strides = List.copyOf(strides);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scatter(this);
        }
    }

    /**
     * Sums or maxima of windows that slide over the leading axes of x. Places of a window beyond the ends of an axis are
     * left out.
     *
     * <p>Order of a sum: one chain of additions from zero over the elements of a window in row-major order.
     *
     * <p>Operands: x, result.
     *
     * @param source x's steps: the batch, then its leading axes
     * @param result the result's steps: the batch, then as many axes of windows
     */
    record PoolLoop(String label, boolean maximum, List<Sliding> windows, int width, Access source, Access result)
            implements Kernel {
        public PoolLoop {
            windows = List.copyOf(windows);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pool(this);
        }
    }

    /**
     * The transpose of {@link PoolLoop}: each element of the result is the sum of what the windows that it is part of have
     * for it. With {@code maximum}, a window has its gradient for its first element that is not below its maximum, and zero
     * for the others.
     *
     * <p>Order of the sums: one chain of additions from zero over the windows in row-major order.
     *
     * <p>Operands: with {@code maximum} x and the maxima; gradients; result.
     *
     * @param lanes whether the last axis is part of each window; then windows have no other element in common
     * @param operands the operands' steps but for the result's: x's are those of its leading axes, those of gradients and
     *     maxima the windows', then those of elements in a window
     * @param result the result's steps: the batch, then its leading axes
     */
    record SpreadLoop(
            String label,
            boolean maximum,
            List<Sliding> windows,
            int width,
            boolean lanes,
            List<Access> operands,
            Access result)
            implements Kernel {
        public SpreadLoop {
            windows = List.copyOf(windows);
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.spread(this);
        }
    }

    /**
     * y(i, j) = x(i, j) for {@code rows} i and {@code columns} j, for samples and outer axes: matrices whose columns become
     * rows, so that neighbours along i are close together in x, along j in y.
     *
     * <p>Operands: x, y.
     *
     * @param axes the sizes of the outer loops
     * @param source x's steps: the batch, then axes, then i and j
     * @param result y's steps, likewise
     */
    record TransposeLoop(String label, List<Integer> axes, int rows, int columns, Access source, Access result)
            implements Kernel {
        public TransposeLoop {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.transpose(this);
        }
    }

    /** A loop of {@code count} turns, each {@code step} floats further on. */
    record Loop(int count, int step) {}

    /**
     * y[p][j] = epilogue(b[j] + Σ x[p + k] w(k, j)) for all positions p of each sample, outputs in the lanes. The weight of
     * term k and output j is at {@code (j / 16 * terms + k) * 16 + j % 16}. Positions of y follow each other.
     *
     * <p>Order of the sum: one chain of fma over ascending k that starts from the bias, or from zero. There are enough
     * positions to hide the latency of fma.
     *
     * <p>Operands: weights, bias if any, x, y, then the epilogue's.
     *
     * @param terms the loops over k and their steps in x
     * @param positions the two loops over p, rows and columns, and their steps in x
     * @param xSample floats of x from one sample to the next
     * @param depthwise whether output j reads x[p + k + j], an input of its own
     * @param reversed whether weights are stored from the last k to the first
     */
    record Convolution(
            String label,
            List<Loop> terms,
            List<Loop> positions,
            int out,
            long xSample,
            int yStride,
            boolean depthwise,
            boolean reversed,
            boolean bias,
            Epilogue epilogue)
            implements Kernel {
        public Convolution {
            terms = List.copyOf(terms);
            positions = List.copyOf(positions);
        }

        /** Terms of each sum. */
        public int in() {
            return terms.stream().mapToInt(Loop::count).reduce(1, Math::multiplyExact);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.convolution(this);
        }
    }

    /**
     * g(m, j) += Σ a[p + m] b[p][j] over the positions p of each sample: the gradient of a weight that windows are
     * multiplied with. The element (m, j) is at {@code (j / 16 * panelRows + m) * 16 + j % 16}.
     *
     * <p>Order of the sum: one chain of fma over samples, in each the uses of the weight, in each its positions, ascending,
     * which starts from what g holds.
     *
     * <p>Operands: a and b of each use, then g.
     *
     * @param depthwise whether column j reads a[p + m + j]
     */
    record WindowGradient(String label, List<WindowUse> uses, int columns, int panelRows, boolean depthwise)
            implements Kernel {
        public WindowGradient {
            uses = List.copyOf(uses);
        }

        /** The gradient's rows. */
        public int rows() {
            return uses.get(0).rows();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.windowGradient(this);
        }
    }

    /**
     * Where a weight's gradient finds what one of the weight's uses contributes.
     *
     * @param terms the loops over m and their steps in a
     * @param positions the two loops over p and their steps in a
     * @param bSteps their steps in b
     */
    record WindowUse(List<Loop> terms, List<Loop> positions, long aSample, List<Integer> bSteps, long bSample) {
        public WindowUse {
            terms = List.copyOf(terms);
            positions = List.copyOf(positions);
            bSteps = List.copyOf(bSteps);
        }

        int rows() {
            return terms.stream().mapToInt(Loop::count).reduce(1, Math::multiplyExact);
        }
    }

    /**
     * A copy of an image with places of {@code value} around it and between its elements. Rows of the copy are dense, and
     * padded at their ends. Operands: from, to.
     *
     * @param channels neighbouring floats of each place
     */
    record Pad(String label, PadAxis rows, PadAxis columns, int channels, long fromSample, int toRow, float value)
            implements Kernel {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pad(this);
        }
    }

    /**
     * How an axis is copied: place i goes to {@code before + i * spread}, if the copy has such a place.
     *
     * @param from places to copy, {@code step} floats apart
     * @param to places of the copy
     */
    record PadAxis(int from, int step, int before, int spread, int to) {}
}
