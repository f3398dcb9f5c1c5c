package dev.nacre.examples.benchmarks.problem;

import dev.nacre.examples.benchmarks.network.Network;
import java.util.SplittableRandom;

/** A cell with its weights and data: the same arrays in every JVM. */
public final class Problem {

    private static final long SEED = 20L;

    private final Cell cell;
    private final double learningRate;
    private final Weights weights;
    private final float[] inputs;
    private final int[] tokens;
    private final float[] targets;
    private final int[] classes;

    public Problem(Cell cell, double learningRate) {
        this.cell = cell;
        this.learningRate = learningRate;
        Network network = cell.network();
        weights = Weights.of(network.compiled().parameters());
        SplittableRandom random = new SplittableRandom(SEED);
        int vocabulary = network.vocabulary();
        int count = cell.batch() * network.inputs();
        tokens = vocabulary > 0 ? random.ints(count, 0, vocabulary).toArray() : new int[0];
        inputs = vocabulary > 0 ? new float[0] : uniform(random, count);
        targets = uniform(random, cell.batch() * network.outputs());
        classes = random.ints(cell.batch(), 0, network.outputs()).toArray();
    }

    private static float[] uniform(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    public Cell cell() {
        return cell;
    }

    public Network network() {
        return cell.network();
    }

    public Weights weights() {
        return weights;
    }

    public double learningRate() {
        return learningRate;
    }

    /** A batch, row after row; empty if the network reads tokens. */
    public float[] inputs() {
        return inputs;
    }

    /** A batch of tokens, row after row; empty if the network reads numbers. */
    public int[] tokens() {
        return tokens;
    }

    /** What a network that learns values is to answer. */
    public float[] targets() {
        return targets;
    }

    /** What a network that classifies is to answer. */
    public int[] classes() {
        return classes;
    }
}
