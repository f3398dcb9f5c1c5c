package dev.nacre.examples.benchmarks.problem;

import static dev.nacre.examples.benchmarks.problem.Work.ADAM;
import static dev.nacre.examples.benchmarks.problem.Work.PREDICT;
import static dev.nacre.examples.benchmarks.problem.Work.SGD;

import dev.nacre.examples.benchmarks.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of the table. Its text form is {@code NETWORK/WORK/BATCH/THREADS}, such as {@code C/adam/256/1}.
 *
 * @param batch samples in a call
 * @param threads how many a contestant may use
 */
public record Cell(Network network, Work work, int batch, int threads) {

    private static final List<Network> PLAIN = List.of(Network.A, Network.B, Network.C, Network.D);

    /** All lines, in the table's order. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Network network : PLAIN) {
            List.of(1, 32, 256, 4096).forEach(batch -> cells.add(new Cell(network, PREDICT, batch, 1)));
        }
        for (Network network : PLAIN) {
            List.of(32, 256).forEach(batch -> cells.add(new Cell(network, SGD, batch, 1)));
        }
        List.of(32, 256).forEach(batch -> cells.add(new Cell(Network.C, ADAM, batch, 1)));
        for (Network network : List.of(Network.C, Network.D)) {
            cells.add(new Cell(network, PREDICT, 4096, 2));
            cells.add(new Cell(network, SGD, 256, 2));
        }
        for (Network network : List.of(Network.R, Network.S)) {
            List.of(1, 32, 256).forEach(batch -> cells.add(new Cell(network, PREDICT, batch, 1)));
        }
        List.of(1, 32, 256, 4096).forEach(batch -> cells.add(new Cell(Network.E, PREDICT, batch, 1)));
        List.of(32, 256).forEach(batch -> cells.add(new Cell(Network.E, SGD, batch, 1)));
        for (Network network : List.of(Network.L, Network.T)) {
            List.of(1, 32).forEach(batch -> cells.add(new Cell(network, PREDICT, batch, 1)));
        }
        return cells;
    }

    /** Reads the text form. */
    public static Cell parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("expected NETWORK/WORK/BATCH/THREADS, got " + text);
        }
        return new Cell(
                Network.valueOf(parts[0]),
                Work.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    /** The same work on one thread. */
    public Cell onOneThread() {
        return new Cell(network, work, batch, 1);
    }

    /**
     * Floating-point operations of the matrix products of a call, which are nearly all there are: a multiplication and an
     * addition for each product on the way forward; for learning as many again for the gradient of the weights, and of what each layer but
     * the first has read.
     */
    public double operations() {
        long forward = network.layers().products(network.input());
        long first = network.layers().first().products(network.input());
        return 2.0 * batch * (work.learns() ? 3 * forward - first : forward);
    }

    @Override
    public String toString() {
        return network + "/" + work + "/" + batch + "/" + threads;
    }
}
