package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The meaning of {@link ScanTrace} and {@link ScanGradient} in {@code double}, step after step. */
final class ScanInterpreter {

    private final int batch;

    ScanInterpreter(int batch) {
        this.batch = batch;
    }

    /** The rows of a trace or a gradient, and what it ends with, by part. */
    static final class Carried {

        private final double[] rows;
        private final List<double[]> ends;

        private Carried(double[] rows, List<double[]> ends) {
            this.rows = rows;
            this.ends = ends;
        }

        double[] rows() {
            return rows;
        }

        List<double[]> ends() {
            return ends;
        }
    }

    /** Room for what all samples end with. */
    private List<double[]> ends(Cell cell, int hidden) {
        return IntStream.range(0, cell.carries())
                .mapToObj(part -> new double[batch * hidden])
                .toList();
    }

    /** What one sample starts with; zeros if nothing is given for the part. */
    private static double[] start(List<Value> given, int part, int sample, int hidden, Function<Value, double[]> of) {
        return part < given.size()
                ? Arrays.copyOfRange(of.apply(given.get(part)), sample * hidden, (sample + 1) * hidden)
                : new double[hidden];
    }

    Carried trace(ScanTrace scan, Function<Value, double[]> of) {
        int steps = scan.gates().shape().size(0);
        int gates = scan.gates().shape().size(1);
        int hidden = scan.hidden();
        double[] x = of.apply(scan.gates());
        double[] weight = of.apply(scan.weight());
        double[] bias = scan.bias().map(of).orElse(new double[gates]);
        double[] result = new double[batch * steps * scan.width()];
        List<String> kept = scan.keeps() ? CellBody.kept(scan.cell()) : List.of("h1");
        CellBody body = CellBody.forward(scan.cell());
        List<double[]> ends = ends(scan.cell(), hidden);
        for (int sample = 0; sample < batch; sample++) {
            double[] state = start(scan.start(), 0, sample, hidden, of);
            double[] memory = start(scan.start(), 1, sample, hidden, of);
            for (int step = 0; step < steps; step++) {
                int row = sample * steps + (scan.reverse() ? steps - 1 - step : step);
                double[] product = product(weight, state, bias);
                for (int j = 0; j < hidden; j++) {
                    Map<String, Double> names = new HashMap<>(Map.of("h", state[j], "c", memory[j]));
                    for (int gate = 0; gate < scan.cell().gates(); gate++) {
                        names.put("x" + gate, x[row * gates + gate * hidden + j]);
                        names.put("s" + gate, product[gate * hidden + j]);
                    }
                    run(body, names);
                    for (int part = 0; part < kept.size(); part++) {
                        result[row * scan.width() + part * ScanTrace.part(hidden) + j] = value(names, kept.get(part));
                    }
                    state[j] = value(names, "h1");
                    memory[j] = names.getOrDefault("c1", 0.0);
                }
            }
            end(ends, sample, state, memory);
        }
        return new Carried(result, ends);
    }

    private static void end(List<double[]> ends, int sample, double[]... carried) {
        for (int part = 0; part < ends.size(); part++) {
            System.arraycopy(carried[part], 0, ends.get(part), sample * carried[part].length, carried[part].length);
        }
    }

    /** bias + weight · state. */
    private static double[] product(double[] weight, double[] state, double[] bias) {
        double[] sums = bias.clone();
        for (int i = 0; i < sums.length; i++) {
            for (int k = 0; k < state.length; k++) {
                sums[i] += weight[i * state.length + k] * state[k];
            }
        }
        return sums;
    }

    Carried gradient(ScanGradient scan, Function<Value, double[]> of) {
        int steps = scan.gradient().shape().size(0);
        int hidden = scan.gradient().shape().size(1);
        int width = scan.trace().shape().size(1);
        double[] trace = of.apply(scan.trace());
        double[] arriving = of.apply(scan.gradient());
        double[] weight = of.apply(scan.weight());
        double[] result = new double[batch * steps * scan.width()];
        Cell cell = scan.cell();
        List<String> kept = CellBody.kept(cell);
        CellBody body = CellBody.backward(cell);
        List<double[]> ends = ends(cell, hidden);
        for (int sample = 0; sample < batch; sample++) {
            double[] state = start(scan.ends(), 0, sample, hidden, of);
            double[] carry = start(scan.ends(), 1, sample, hidden, of);
            for (int step = steps - 1; step >= 0; step--) {
                int row = sample * steps + (scan.reverse() ? steps - 1 - step : step);
                double[] added = new double[hidden];
                for (int j = 0; j < hidden; j++) {
                    Map<String, Double> names =
                            new HashMap<>(Map.of("gy", arriving[row * hidden + j], "dh", state[j], "dc", carry[j]));
                    for (int part = 0; part < kept.size(); part++) {
                        names.put(kept.get(part), trace[row * width + part * ScanTrace.part(hidden) + j]);
                    }
                    run(body, names);
                    for (int gate = 0; gate < cell.gates(); gate++) {
                        double ofInput = value(names, "dx" + gate);
                        int at = row * scan.width() + gate * hidden + j;
                        result[at] = ofInput;
                        result[at + scan.ofState()] = names.getOrDefault("ds" + gate, ofInput);
                    }
                    carry[j] = names.getOrDefault("carry", 0.0);
                    added[j] = CellBody.addsToState(cell) ? carry[j] : 0;
                }
                int from = row * scan.width() + scan.ofState();
                double[] ofState = Arrays.copyOfRange(result, from, from + scan.gates());
                state = transposedProduct(weight, ofState, added);
            }
            end(ends, sample, state, carry);
        }
        return new Carried(result, ends);
    }

    /** added + weightᵀ · gates. */
    private static double[] transposedProduct(double[] weight, double[] gates, double[] added) {
        double[] sums = added.clone();
        for (int i = 0; i < gates.length; i++) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += weight[i * sums.length + k] * gates[i];
            }
        }
        return sums;
    }

    private static double value(Map<String, Double> names, String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    private static void run(CellBody body, Map<String, Double> names) {
        for (CellBody.Line line : body.lines()) {
            double[] arguments = line.arguments().stream()
                    .mapToDouble(name -> value(names, name))
                    .toArray();
            names.put(line.name(), new ScalarInterpreter(arguments).evaluate(line.body()));
        }
    }
}
