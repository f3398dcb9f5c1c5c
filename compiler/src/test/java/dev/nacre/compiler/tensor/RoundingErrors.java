package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Interpreter.Feed;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.Slice;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far float arithmetic in any order of summation may stray from a program's meaning: Wilkinson's running error
 * analysis, in which every element carries a bound of its error. A sum of n products adds n·2⁻²⁴·Σ|terms|.
 */
public final class RoundingErrors implements Primitive.Cases<RoundingErrors.Bounded> {

    private final Program program;
    private final int batch;
    private final Feed feed;
    private final boolean propagating;
    private final List<Bounded> values = new ArrayList<>();
    private final Map<Integer, List<Bounded>> ends = new HashMap<>();
    /** What later nodes compute from: the same, or without errors. */
    private final List<Bounded> operands = new ArrayList<>();

    private Node node;

    private RoundingErrors(Program program, int batch, Feed feed, boolean propagating) {
        this.program = program;
        this.batch = batch;
        this.feed = feed;
        this.propagating = propagating;
        this.node = program.nodes().get(0);
    }

    /**
     * A tensor, and a bound of the error of each element.
     *
     * @param values what the {@link Interpreter} computes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bounded(double[] values, double[] errors) {

        private Bounded(int size) {
            this(new double[size], new double[size]);
        }
    }

    /** Every result of the program for {@code batch} samples. */
    public static Map<Output, Bounded> of(Program program, int batch, Feed feed) {
        RoundingErrors analysis = new RoundingErrors(program, batch, feed, true);
        analysis.run();
        Map<Output, Bounded> results = new LinkedHashMap<>();
        program.outputs()
                .forEach(output ->
                        results.put(output, analysis.values.get(output.value().id())));
        return results;
    }

    /** For each node of the program, bounds of the errors that it alone makes: of what it computes from exact operands. */
    static List<double[]> ofEachNode(Program program, int batch, Feed feed) {
        RoundingErrors analysis = new RoundingErrors(program, batch, feed, false);
        analysis.run();
        return analysis.values.stream().map(Bounded::errors).toList();
    }

    private void run() {
        for (Node next : program.nodes()) {
            node = next;
            Bounded computed = next.primitive().match(this);
            values.add(computed);
            operands.add(propagating ? computed : new Bounded(computed.values, new double[computed.values.length]));
        }
    }

    private int size(Value value) {
        return (value.batched() ? batch : 1) * value.shape().elements();
    }

    private Bounded of(Value value) {
        return operands.get(value.id());
    }

    private static Bounded exact(java.util.Map<String, double[]> tensors, String name) {
        double[] values = tensors.getOrDefault(name, new double[0]);
        return new Bounded(values, new double[values.length]);
    }

    @Override
    public Bounded input(Input input) {
        return exact(input.gradient() ? feed.gradients() : feed.inputs(), input.port());
    }

    @Override
    public Bounded parameter(Parameter parameter) {
        double[] all = exact(feed.parameters(), parameter.name()).values;
        double[] first = Arrays.copyOf(all, Math.min(all.length, size(node.value())));
        return new Bounded(first, new double[first.length]);
    }

    @Override
    public Bounded map(Primitive.Map map) {
        Bounded result = new Bounded(size(node.value()));
        ScalarErrors.Bound[] arguments = new ScalarErrors.Bound[map.operands().size()];
        ScalarErrors body = new ScalarErrors(arguments);
        Index index = new Index(node.value().shape());
        // A sum of so many products may start from the parameter that is added to it, which is then rounded with each.
        int terms = map.operands().stream().mapToInt(this::terms).max().orElse(0);
        for (int i = 0; i < result.values.length; i++) {
            index.set(i);
            for (int operand = 0; operand < arguments.length; operand++) {
                Value value = map.operands().get(operand);
                int at = index.broadcast(value);
                double element = of(value).values[at];
                double started = isParameter(value) ? terms * ScalarErrors.HALF_ULP * Math.abs(element) : 0;
                arguments[operand] = new ScalarErrors.Bound(element, of(value).errors[at] + started);
            }
            ScalarErrors.Bound bound = map.body().match(body);
            result.values[i] = bound.value();
            result.errors[i] = bound.error();
        }
        return result;
    }

    private boolean isParameter(Value value) {
        Primitive primitive = program.node(value).primitive();
        return primitive instanceof Parameter || (primitive instanceof Detach detach && isParameter(detach.operand()));
    }

    /** How many products are in an element of a sum, which may be one over windows: a transposed convolution. */
    private int terms(Value value) {
        Primitive primitive = program.node(value).primitive();
        if (primitive instanceof Contract contract) {
            return terms(contract);
        }
        if (primitive instanceof Fold fold) {
            return terms(fold.operand()) * windowSize(fold);
        }
        if (primitive instanceof Reshape reshape) {
            return terms(reshape.operand());
        }
        return primitive instanceof Primitive.Transpose transpose ? terms(transpose.operand()) : 0;
    }

    private static int windowSize(Fold fold) {
        return fold.axes().stream().mapToInt(WindowAxis::size).reduce(1, Math::multiplyExact);
    }

    private int terms(Contract contract) {
        double[] left = ones(size(contract.left()));
        double[] right = ones(size(contract.right()));
        return (int) new Contraction(contract, batch).evaluate(left, right)[0];
    }

    /** |a|·e(b) + e(a)·(|b| + e(b)), summed, and the rounding of as many terms as a contraction of ones counts. */
    @Override
    public Bounded contract(Contract contract) {
        Contraction sum = new Contraction(contract, batch);
        Bounded a = of(contract.left());
        Bounded b = of(contract.right());
        double[] sizes = both(magnitudes(b), b.errors);
        double[] errors = both(sum.evaluate(magnitudes(a), b.errors), sum.evaluate(a.errors, sizes));
        Bounded result = new Bounded(sum.evaluate(a.values, b.values), errors);
        addRounding(result, sum.evaluate(both(magnitudes(a), a.errors), sizes), terms(contract));
        return result;
    }

    private static double[] magnitudes(Bounded tensor) {
        return Arrays.stream(tensor.values).map(Math::abs).toArray();
    }

    private static double[] both(double[] a, double[] b) {
        double[] sums = new double[a.length];
        Arrays.setAll(sums, i -> a[i] + b[i]);
        return sums;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public Bounded reduce(Reduce reduce) {
        Bounded operand = of(reduce.operand());
        Bounded result = new Bounded(size(node.value()));
        boolean maximum = reduce.kind() == Reduce.Kind.MAX;
        Arrays.fill(result.values, maximum ? Double.NEGATIVE_INFINITY : 0);
        double[] magnitudes = new double[result.values.length];
        Index index = new Index(reduce.operand().shape());
        for (int i = 0; i < operand.values.length; i++) {
            index.set(i);
            int to = index.broadcast(node.value());
            double value = operand.values[i];
            double error = operand.errors[i];
            magnitudes[to] += Math.abs(value) + error;
            result.values[to] = maximum ? Math.max(result.values[to], value) : result.values[to] + value;
            result.errors[to] = maximum ? Math.max(result.errors[to], error) : result.errors[to] + error;
        }
        if (!maximum) {
            addRounding(result, magnitudes, operand.values.length / result.values.length);
        }
        return result;
    }

    private static void addRounding(Bounded sums, double[] magnitudes, int terms) {
        for (int i = 0; i < magnitudes.length; i++) {
            sums.errors[i] += terms * (ScalarErrors.HALF_ULP * magnitudes[i] + ScalarErrors.UNDERFLOW);
        }
    }

    @Override
    public Bounded reshape(Reshape reshape) {
        return of(reshape.operand());
    }

    @Override
    public Bounded concat(Concat concat) {
        return new Bounded(
                Runs.concat(concat, node.value(), value -> of(value).values),
                Runs.concat(concat, node.value(), value -> of(value).errors));
    }

    @Override
    public Bounded slice(Slice slice) {
        Bounded operand = of(slice.operand());
        return new Bounded(
                Runs.slice(slice, node.value(), operand.values), Runs.slice(slice, node.value(), operand.errors));
    }

    @Override
    public Bounded detach(Detach detach) {
        return of(detach.operand());
    }

    @Override
    public Bounded random(Random random) {
        Bounded result = new Bounded(size(node.value()));
        int elements = random.shape().elements();
        Arrays.setAll(result.values, i -> feed.uniforms().at(random.stream(), i / elements, i % elements));
        return result;
    }

    @Override
    public Bounded transpose(Primitive.Transpose transpose) {
        Bounded operand = of(transpose.operand());
        return new Bounded(
                Transposition.evaluate(transpose, node.value(), operand.values),
                Transposition.evaluate(transpose, node.value(), operand.errors));
    }

    @Override
    public Bounded window(Window window) {
        Windows windows = new Windows(window.axes(), window.operand().shape());
        Bounded operand = of(window.operand());
        int size = size(node.value());
        return new Bounded(windows.view(operand.values, size, window.padding()), windows.view(operand.errors, size, 0));
    }

    @Override
    public Bounded fold(Fold fold) {
        Windows windows = new Windows(fold.axes(), node.value().shape());
        Bounded operand = of(fold.operand());
        int size = size(node.value());
        Bounded result = new Bounded(
                windows.fold(fold.operand(), operand.values, size), windows.fold(fold.operand(), operand.errors, size));
        double[] magnitudes = windows.fold(fold.operand(), both(magnitudes(operand), operand.errors), size);
        addRounding(result, magnitudes, windowSize(fold));
        return result;
    }

    /**
     * Which of several elements is the maximum is open if their errors overlap: each may have the gradient or not. If all
     * are exact, it is the first.
     */
    @Override
    public Bounded maxGradient(MaxGradient gradient) {
        Bounded operand = of(gradient.operand());
        Bounded maximum = of(gradient.maximum());
        Bounded arriving = of(gradient.gradient());
        int[] candidates = new int[maximum.values.length];
        boolean[] given = new boolean[maximum.values.length];
        Bounded result = new Bounded(operand.values.length);
        Index index = new Index(gradient.operand().shape());
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < operand.values.length; i++) {
                index.set(i);
                int from = index.broadcast(gradient.maximum());
                double near = maximum.values[from] - maximum.errors[from] - operand.errors[i];
                // Where bounds have grown until they are no numbers, any may be the maximum.
                boolean candidate = !(operand.values[i] < near);
                if (candidate && pass == 0) {
                    candidates[from]++;
                } else if (candidate) {
                    boolean first = operand.values[i] == maximum.values[from] && !given[from];
                    given[from] |= first;
                    boolean open = candidates[from] > 1 && !(maximum.errors[from] <= 0);
                    result.values[i] = first ? arriving.values[from] : 0;
                    result.errors[i] = arriving.errors[from] + (open ? Math.abs(arriving.values[from]) : 0);
                }
            }
        }
        return result;
    }

    @Override
    public Bounded flags(Flags flags) {
        return of(flags.integers());
    }

    @Override
    public Bounded gather(Gather gather) {
        Bounded table = of(gather.table());
        double[] indices = of(gather.indices()).values;
        Bounded result = new Bounded(size(node.value()));
        int size = node.value().shape().last();
        for (int i = 0; i < result.values.length; i++) {
            int row = (int) indices[i / size];
            int from = row * size + i % size;
            result.values[i] = table.values[from];
            result.errors[i] = table.errors[from];
        }
        return result;
    }

    @Override
    public Bounded scatterAdd(ScatterAdd scatter) {
        Bounded table = new Bounded(size(node.value()));
        double[] magnitudes = new double[table.values.length];
        int size = node.value().shape().last();
        int terms = 0;
        for (int part = 0; part < scatter.indices().size(); part++) {
            double[] indices = of(scatter.indices().get(part)).values;
            Bounded gradients = of(scatter.gradients().get(part));
            terms += indices.length;
            for (int i = 0; i < gradients.values.length; i++) {
                int row = (int) indices[i / size];
                if (row != scatter.padding()) {
                    int to = row * size + i % size;
                    table.values[to] += gradients.values[i];
                    table.errors[to] += gradients.errors[i];
                    magnitudes[to] += Math.abs(gradients.values[i]) + gradients.errors[i];
                }
            }
        }
        addRounding(table, magnitudes, terms);
        return table;
    }

    @Override
    public Bounded scanTrace(ScanTrace scanTrace) {
        return ended(new ScanErrors(batch).trace(scanTrace, this::of));
    }

    @Override
    public Bounded scan(Scan scan) {
        Bounded trace = of(scan.trace());
        Bounded states = new Bounded(size(node.value()));
        int width = scan.trace().shape().last();
        int hidden = scan.of().hidden();
        for (int i = 0; i < states.values.length; i++) {
            states.values[i] = trace.values[i / hidden * width + i % hidden];
            states.errors[i] = trace.errors[i / hidden * width + i % hidden];
        }
        return states;
    }

    @Override
    public Bounded scanGradient(ScanGradient scanGradient) {
        return ended(new ScanErrors(batch).gradient(scanGradient, this::of));
    }

    private Bounded ended(ScanErrors.Carried carried) {
        ends.put(node.value().id(), carried.ends());
        return carried.rows();
    }

    @Override
    public Bounded scanEnd(ScanEnd scanEnd) {
        return ends.getOrDefault(scanEnd.scan().id(), List.of()).get(scanEnd.part());
    }

    @Override
    public Bounded recent(Recent recent) {
        throw new IllegalStateException("what a stream keeps has no bounds");
    }

    @Override
    public Bounded append(Append append) {
        throw new IllegalStateException("what a stream keeps is not known here");
    }

    @Override
    public Bounded axisSize(Primitive.AxisSize axisSize) {
        return new Bounded(new double[] {axisSize.size()}, new double[1]);
    }

    @Override
    public Bounded iota(Primitive.Iota iota) {
        Bounded result = new Bounded(iota.size());
        Arrays.setAll(result.values, i -> i);
        return result;
    }

    @Override
    public Bounded batchSize(Primitive.BatchSize batchSize) {
        return new Bounded(new double[] {batch}, new double[1]);
    }
}
