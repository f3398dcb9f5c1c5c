package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Primitive.BatchSize;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Iota;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.Slice;
import dev.nacre.compiler.tensor.Primitive.Transpose;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The meaning of a tensor program: its results in {@code double}, computed in the most obvious way. What is compiled is
 * held against it. Tensors are row-major, with the batch as the first axis.
 */
public final class Interpreter implements Primitive.Cases<double[]> {

    private final int batch;
    private final Feed feed;
    private final Rounding rounding;
    private final List<double[]> values = new ArrayList<>();
    /** What recurrences end with, by the values of their traces and gradients. */
    private final java.util.Map<Integer, List<double[]>> ends = new HashMap<>();

    private Node node;

    private Interpreter(Program program, int batch, Feed feed, Rounding rounding) {
        this.batch = batch;
        this.feed = feed;
        this.rounding = rounding;
        this.node = program.nodes().get(0);
    }

    /**
     * What a program reads.
     *
     * @param inputs by input port
     * @param gradients by output port: what arrives there for differentiation
     * @param parameters by name
     */
    public record Feed(
            java.util.Map<String, double[]> inputs,
            java.util.Map<String, double[]> gradients,
            java.util.Map<String, double[]> parameters,
            Uniforms uniforms) {}

    /** The source of a program's random numbers. */
    @FunctionalInterface
    public interface Uniforms {
        /** A number in [0, 1), a function of its arguments. */
        double at(int stream, int sample, int element);
    }

    /** What arithmetic that is not exact makes of a node's value, before others read it; leaves the value as it is. */
    @FunctionalInterface
    public interface Rounding {
        double[] rounded(Node node, double[] value);
    }

    /** Every result of the program for {@code batch} samples. */
    public static java.util.Map<Output, double[]> run(Program program, int batch, Feed feed) {
        return run(program, batch, feed, (node, value) -> value);
    }

    /** The same in arithmetic that is not exact. */
    public static java.util.Map<Output, double[]> run(Program program, int batch, Feed feed, Rounding rounding) {
        Interpreter interpreter = new Interpreter(program, batch, feed, rounding);
        program.nodes().forEach(interpreter::evaluate);
        java.util.Map<Output, double[]> results = new LinkedHashMap<>();
        program.outputs()
                .forEach(output -> results.put(
                        output, interpreter.values.get(output.value().id())));
        return results;
    }

    private void evaluate(Node next) {
        node = next;
        double[] result = next.primitive().match(this);
        if (result.length != size(next.value())) {
            throw new IllegalStateException(
                    next.primitive() + " should have " + size(next.value()) + " elements, but has " + result.length);
        }
        values.add(rounding.rounded(next, result));
    }

    private int size(Value value) {
        return (value.batched() ? batch : 1) * value.shape().elements();
    }

    private double[] of(Value value) {
        return values.get(value.id());
    }

    @Override
    public double[] input(Input input) {
        return named(input.gradient() ? feed.gradients() : feed.inputs(), input.port());
    }

    @Override
    public double[] parameter(Parameter parameter) {
        double[] all = named(feed.parameters(), parameter.name());
        // Of a table, a program may read the first rows alone.
        return Arrays.copyOf(all, Math.min(all.length, size(node.value())));
    }

    private static double[] named(java.util.Map<String, double[]> tensors, String name) {
        double[] tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("nothing was given for " + name + ", only for " + tensors.keySet());
        }
        return tensor;
    }

    @Override
    public double[] map(Map map) {
        double[] result = new double[size(node.value())];
        double[] arguments = new double[map.operands().size()];
        ScalarInterpreter body = new ScalarInterpreter(arguments);
        Index index = new Index(node.value().shape());
        for (int i = 0; i < result.length; i++) {
            index.set(i);
            for (int operand = 0; operand < arguments.length; operand++) {
                Value value = map.operands().get(operand);
                arguments[operand] = of(value)[index.broadcast(value)];
            }
            result[i] = body.evaluate(map.body());
        }
        return result;
    }

    @Override
    public double[] contract(Contract contract) {
        return new Contraction(contract, batch).evaluate(of(contract.left()), of(contract.right()));
    }

    @Override
    public double[] reduce(Reduce reduce) {
        double[] operand = of(reduce.operand());
        double[] result = new double[size(node.value())];
        boolean sum = reduce.kind() == Reduce.Kind.SUM;
        Arrays.fill(result, sum ? 0 : Double.NEGATIVE_INFINITY);
        Index index = new Index(reduce.operand().shape());
        for (int i = 0; i < operand.length; i++) {
            index.set(i);
            int into = index.broadcast(node.value());
            result[into] = sum ? result[into] + operand[i] : Math.max(result[into], operand[i]);
        }
        return result;
    }

    @Override
    public double[] reshape(Reshape reshape) {
        return of(reshape.operand());
    }

    @Override
    public double[] concat(Concat concat) {
        return Runs.concat(concat, node.value(), this::of);
    }

    @Override
    public double[] slice(Slice slice) {
        return Runs.slice(slice, node.value(), of(slice.operand()));
    }

    @Override
    public double[] detach(Detach detach) {
        return of(detach.operand());
    }

    @Override
    public double[] random(Random random) {
        double[] result = new double[size(node.value())];
        int elements = random.shape().elements();
        for (int i = 0; i < result.length; i++) {
            result[i] = feed.uniforms().at(random.stream(), i / elements, i % elements);
        }
        return result;
    }

    @Override
    public double[] transpose(Transpose transpose) {
        return Transposition.evaluate(transpose, node.value(), of(transpose.operand()));
    }

    @Override
    public double[] window(Window window) {
        Windows windows = new Windows(window.axes(), window.operand().shape());
        return windows.view(of(window.operand()), size(node.value()), window.padding());
    }

    @Override
    public double[] fold(Fold fold) {
        Windows windows = new Windows(fold.axes(), node.value().shape());
        return windows.fold(fold.operand(), of(fold.operand()), size(node.value()));
    }

    @Override
    public double[] maxGradient(MaxGradient maxGradient) {
        double[] operand = of(maxGradient.operand());
        double[] maximum = of(maxGradient.maximum());
        double[] left = of(maxGradient.gradient()).clone();
        double[] result = new double[operand.length];
        Index index = new Index(maxGradient.operand().shape());
        for (int i = 0; i < operand.length; i++) {
            index.set(i);
            int from = index.broadcast(maxGradient.maximum());
            if (!(operand[i] < maximum[from])) {
                result[i] = left[from];
                left[from] = 0;
            }
        }
        return result;
    }

    @Override
    public double[] gather(Gather gather) {
        double[] table = of(gather.table());
        double[] indices = of(gather.indices());
        int size = gather.table().shape().last();
        double[] result = new double[size(node.value())];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(table, ((int) indices[i]) * size, result, i * size, size);
        }
        return result;
    }

    @Override
    public double[] scatterAdd(ScatterAdd scatterAdd) {
        double[] table = new double[size(node.value())];
        int size = node.value().shape().last();
        for (int part = 0; part < scatterAdd.indices().size(); part++) {
            double[] indices = of(scatterAdd.indices().get(part));
            double[] gradients = of(scatterAdd.gradients().get(part));
            for (int i = 0; i < gradients.length; i++) {
                int row = (int) indices[i / size];
                table[row * size + i % size] += row == scatterAdd.padding() ? 0 : gradients[i];
            }
        }
        return table;
    }

    @Override
    public double[] scanTrace(ScanTrace scanTrace) {
        return ended(new ScanInterpreter(batch).trace(scanTrace, this::of));
    }

    @Override
    public double[] scan(Scan scan) {
        int width = scan.trace().shape().last();
        int hidden = scan.of().hidden();
        double[] trace = of(scan.trace());
        double[] states = new double[trace.length / width * hidden];
        for (int i = 0; i < states.length; i++) {
            states[i] = trace[i / hidden * width + i % hidden];
        }
        return states;
    }

    @Override
    public double[] scanGradient(ScanGradient scanGradient) {
        return ended(new ScanInterpreter(batch).gradient(scanGradient, this::of));
    }

    private double[] ended(ScanInterpreter.Carried carried) {
        ends.put(node.value().id(), carried.ends());
        return carried.rows();
    }

    @Override
    public double[] scanEnd(ScanEnd scanEnd) {
        List<double[]> carried = ends.getOrDefault(scanEnd.scan().id(), List.of());
        return carried.get(scanEnd.part());
    }

    @Override
    public double[] append(Append append) {
        throw new IllegalStateException("what a stream keeps is not known to the interpreter");
    }

    @Override
    public double[] recent(Recent recent) {
        throw new IllegalStateException("what a stream keeps is not known to the interpreter");
    }

    @Override
    public double[] axisSize(Primitive.AxisSize axisSize) {
        return new double[] {axisSize.size()};
    }

    @Override
    public double[] flags(Flags flags) {
        return of(flags.integers());
    }

    @Override
    public double[] iota(Iota iota) {
        return IntStream.range(0, iota.size()).asDoubleStream().toArray();
    }

    @Override
    public double[] batchSize(BatchSize batchSize) {
        return new double[] {batch};
    }
}
