package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import java.util.List;

/**
 * The small closed set of operations of which every network is made. Axes are numbered without the batch axis, from 0;
 * the batch axis, where it matters, is {@link #BATCH}.
 */
public sealed interface Primitive
        permits Primitive.Input,
                Primitive.Parameter,
                Primitive.Map,
                Contract,
                Primitive.Reduce,
                Primitive.Reshape,
                Primitive.Concat,
                Primitive.Slice,
                Primitive.Detach,
                Primitive.Random,
                Primitive.Transpose,
                Window,
                Fold,
                MaxGradient,
                Gather,
                ScatterAdd,
                Flags,
                ScanTrace,
                Scan,
                ScanEnd,
                ScanGradient,
                Append,
                Recent,
                Primitive.Iota,
                Primitive.AxisSize,
                Primitive.BatchSize {

    /** The label or axis number of the batch. */
    int BATCH = -1;

    /** The values it reads. */
    List<Value> operands();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each primitive; a new one does not compile until every caller handles it. */
    interface Cases<R> {
        R input(Input input);

        R parameter(Parameter parameter);

        R map(Map map);

        R contract(Contract contract);

        R reduce(Reduce reduce);

        R reshape(Reshape reshape);

        R concat(Concat concat);

        R slice(Slice slice);

        R detach(Detach detach);

        R random(Random random);

        R transpose(Transpose transpose);

        R window(Window window);

        R fold(Fold fold);

        R maxGradient(MaxGradient maxGradient);

        R gather(Gather gather);

        R scatterAdd(ScatterAdd scatterAdd);

        R flags(Flags flags);

        R scanTrace(ScanTrace scanTrace);

        R scan(Scan scan);

        R scanEnd(ScanEnd scanEnd);

        R scanGradient(ScanGradient scanGradient);

        R append(Append append);

        R recent(Recent recent);

        R iota(Iota iota);

        R axisSize(AxisSize axisSize);

        R batchSize(BatchSize batchSize);
    }

    /** An input port's value, or, for {@code gradient}, the gradient that arrives at the output port of that name. */
    record Input(String port, boolean gradient) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.input(this);
        }
    }

    /** A parameter's or buffer's value, not batched. */
    record Parameter(String name) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parameter(this);
        }
    }

    /**
     * An elementwise function. Operands are broadcast as in NumPy: aligned at the last axis, an axis that is missing or
     * of size 1 repeats, and an operand without a batch repeats for every sample. The result's shape is the broadcast
     * of all of them.
     *
     * @param body the scalar function; its {@code Arg(i)} is an element of operand {@code i}
     */
    record Map(List<Value> operands, Scalar body) implements Primitive {
        public Map {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.map(this);
        }
    }

    /**
     * A sum or maximum over axes, which stay with size 1.
     *
     * @param axes sorted, without duplicates
     * @param sumBatch for a sum: over the batch too, so that the result is not batched
     */
    record Reduce(Kind kind, Value operand, List<Integer> axes, boolean sumBatch) implements Primitive {
        public Reduce {
            axes = List.copyOf(axes);
        }

        @Override
        public List<Value> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reduce(this);
        }

        /** How elements are joined. */
        public enum Kind {
            SUM,
            /** NaN wins; the gradient goes to the first maximum. */
            MAX
        }
    }

    /** The same elements in row-major order under another shape with as many. */
    record Reshape(Value operand, Shape shape) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reshape(this);
        }
    }

    /**
     * The operands one after the other along an axis. Their shapes agree in every other axis, and either all are batched
     * or none is.
     */
    record Concat(List<Value> operands, int axis) implements Primitive {
        public Concat {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.concat(this);
        }
    }

    /** {@code size} places of an axis, from {@code start} on. */
    record Slice(Value operand, int axis, int start, int size) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.slice(this);
        }
    }

    /** The same value, a constant to differentiation; for shifts whose gradient is known to cancel. */
    record Detach(Value operand) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.detach(this);
        }
    }

    /**
     * Uniform numbers in [0, 1): a function of the seed, the step, the sample, the element, and {@code stream}, which
     * tells this node from others. Batched.
     */
    record Random(Shape shape, int stream) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.random(this);
        }
    }

    /** Axes in another order: axis i of the result is axis {@code axes.get(i)} of the operand. */
    record Transpose(Value operand, List<Integer> axes) implements Primitive {
        public Transpose {
            axes = List.copyOf(axes);
        }

        @Override
        public List<Value> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.transpose(this);
        }
    }

    /** 0, 1, 2, … along its only axis. Not batched. */
    record Iota(int size) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.iota(this);
        }
    }

    /** The number of places along an axis of that size, of shape [1]: where it has a length, the sample's. Not batched. */
    record AxisSize(int size) implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.axisSize(this);
        }
    }

    /** The number of samples, of shape [1]. Not batched. */
    record BatchSize() implements Primitive {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.batchSize(this);
        }
    }
}
