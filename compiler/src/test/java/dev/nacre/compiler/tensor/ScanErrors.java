package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.tensor.RoundingErrors.Bounded;
import dev.nacre.compiler.tensor.ScalarErrors.Bound;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Bounds of the errors of recurrent cells, carried from step to step. */
final class ScanErrors {

    private final int batch;

    ScanErrors(int batch) {
        this.batch = batch;
    }

    /** A row of bounds. */
    private static Bound[] row(Bounded tensor, int from, int size) {
        Bound[] row = new Bound[size];
        Arrays.setAll(row, i -> new Bound(tensor.values()[from + i], tensor.errors()[from + i]));
        return row;
    }

    private static Bound[] zeros(int size) {
        Bound[] zeros = new Bound[size];
        Arrays.fill(zeros, new Bound(0, 0));
        return zeros;
    }

    /** The rows of a trace or a gradient, and what it ends with, by part. */
    record Carried(Bounded rows, List<Bounded> ends) {}

    private Carried carried(int rows, int width, Cell cell, int hidden) {
        List<Bounded> ends = IntStream.range(0, cell.carries())
                .mapToObj(part -> zeros(batch, hidden))
                .toList();
        return new Carried(zeros(rows, width), ends);
    }

    private static Bound[] start(List<Value> given, int part, int sample, int hidden, Function<Value, Bounded> of) {
        return part < given.size() ? row(of.apply(given.get(part)), sample * hidden, hidden) : zeros(hidden);
    }

    private static void end(Carried carried, int sample, Bound[]... parts) {
        for (int part = 0; part < carried.ends().size(); part++) {
            for (int j = 0; j < parts[part].length; j++) {
                set(carried.ends().get(part), sample * parts[part].length + j, parts[part][j]);
            }
        }
    }

    Carried trace(ScanTrace scan, Function<Value, Bounded> of) {
        int steps = scan.gates().shape().size(0);
        int gates = scan.gates().shape().size(1);
        int hidden = scan.hidden();
        Bounded x = of.apply(scan.gates());
        Bounded weight = of.apply(scan.weight());
        Bound[] bias = scan.bias().map(value -> row(of.apply(value), 0, gates)).orElse(zeros(gates));
        Carried carried = carried(batch * steps, scan.width(), scan.cell(), hidden);
        Bounded result = carried.rows();
        List<String> kept = scan.keeps() ? CellBody.kept(scan.cell()) : List.of("h1");
        CellBody body = CellBody.forward(scan.cell());
        for (int sample = 0; sample < batch; sample++) {
            Bound[] state = start(scan.start(), 0, sample, hidden, of);
            Bound[] memory = start(scan.start(), 1, sample, hidden, of);
            for (int step = 0; step < steps; step++) {
                int row = sample * steps + (scan.reverse() ? steps - 1 - step : step);
                Bound[] product = product(weight, state, bias, false);
                for (int j = 0; j < hidden; j++) {
                    Map<String, Bound> names = new HashMap<>(Map.of("h", state[j], "c", memory[j]));
                    for (int gate = 0; gate < scan.cell().gates(); gate++) {
                        names.put("x" + gate, row(x, row * gates + gate * hidden + j, 1)[0]);
                        names.put("s" + gate, product[gate * hidden + j]);
                    }
                    run(body, names);
                    for (int part = 0; part < kept.size(); part++) {
                        set(
                                result,
                                row * scan.width() + part * ScanTrace.part(hidden) + j,
                                bound(names, kept.get(part)));
                    }
                    state[j] = bound(names, "h1");
                    memory[j] = names.getOrDefault("c1", new Bound(0, 0));
                }
            }
            end(carried, sample, state, memory);
        }
        return carried;
    }

    Carried gradient(ScanGradient scan, Function<Value, Bounded> of) {
        int steps = scan.gradient().shape().size(0);
        int hidden = scan.gradient().shape().size(1);
        int width = scan.trace().shape().size(1);
        Bounded trace = of.apply(scan.trace());
        Bounded arriving = of.apply(scan.gradient());
        Bounded weight = of.apply(scan.weight());
        Carried carried = carried(batch * steps, scan.width(), scan.cell(), hidden);
        Bounded result = carried.rows();
        List<String> kept = CellBody.kept(scan.cell());
        CellBody body = CellBody.backward(scan.cell());
        for (int sample = 0; sample < batch; sample++) {
            Bound[] state = start(scan.ends(), 0, sample, hidden, of);
            Bound[] carry = start(scan.ends(), 1, sample, hidden, of);
            for (int step = steps - 1; step >= 0; step--) {
                int row = sample * steps + (scan.reverse() ? steps - 1 - step : step);
                Bound[] added = zeros(hidden);
                for (int j = 0; j < hidden; j++) {
                    Bound gy = row(arriving, row * hidden + j, 1)[0];
                    Map<String, Bound> names = new HashMap<>(Map.of("gy", gy, "dh", state[j], "dc", carry[j]));
                    for (int part = 0; part < kept.size(); part++) {
                        int at = row * width + part * ScanTrace.part(hidden) + j;
                        names.put(kept.get(part), row(trace, at, 1)[0]);
                    }
                    run(body, names);
                    for (int gate = 0; gate < scan.cell().gates(); gate++) {
                        Bound ofInput = bound(names, "dx" + gate);
                        int at = row * scan.width() + gate * hidden + j;
                        set(result, at, ofInput);
                        set(result, at + scan.ofState(), names.getOrDefault("ds" + gate, ofInput));
                    }
                    carry[j] = names.getOrDefault("carry", new Bound(0, 0));
                    added[j] = CellBody.addsToState(scan.cell()) ? carry[j] : new Bound(0, 0);
                }
                Bound[] ofState = row(result, row * scan.width() + scan.ofState(), scan.gates());
                state = product(weight, ofState, added, true);
            }
            end(carried, sample, state, carry);
        }
        return carried;
    }

    private static Bounded zeros(int rows, int width) {
        return new Bounded(new double[rows * width], new double[rows * width]);
    }

    private static void set(Bounded tensor, int at, Bound bound) {
        tensor.values()[at] = bound.value();
        tensor.errors()[at] = bound.error();
    }

    /** start + weight · x, or start + weightᵀ · x, with the error of that many additions in any order. */
    private static Bound[] product(Bounded weight, Bound[] x, Bound[] start, boolean transposed) {
        Bound[] sums = new Bound[start.length];
        for (int i = 0; i < sums.length; i++) {
            double value = start[i].value();
            double error = start[i].error();
            double size = start[i].size() + start[i].error();
            for (int k = 0; k < x.length; k++) {
                int at = transposed ? k * start.length + i : i * x.length + k;
                double w = weight.values()[at];
                value += w * x[k].value();
                double propagated = Math.abs(w) * x[k].error() + weight.errors()[at] * (x[k].size() + x[k].error());
                error += propagated;
                size += Math.abs(w) * x[k].size() + propagated;
            }
            int terms = x.length + 1;
            sums[i] = new Bound(value, error + terms * (ScalarErrors.HALF_ULP * size + ScalarErrors.UNDERFLOW));
        }
        return sums;
    }

    private static Bound bound(Map<String, Bound> names, String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    private static void run(CellBody body, Map<String, Bound> names) {
        for (CellBody.Line line : body.lines()) {
            Bound[] arguments =
                    line.arguments().stream().map(name -> bound(names, name)).toArray(Bound[]::new);
            names.put(line.name(), line.body().match(new ScalarErrors(arguments)));
        }
    }
}
