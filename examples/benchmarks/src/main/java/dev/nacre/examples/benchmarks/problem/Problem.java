package dev.nacre.examples.benchmarks.problem;

import java.util.SplittableRandom;

/** A cell with its weights and data: the same arrays in every JVM. */
public final class Problem {

    private static final long SEED = 20L;

    private final Cell cell;
    private final double learningRate;
    private final Weights weights;
    private final float[] inputs;
    private final float[] targets;
    private final int[] classes;

    public Problem(Cell cell, double learningRate) {
        this.cell = cell;
        this.learningRate = learningRate;
        Network network = cell.network();
        weights = Weights.of(network.compiled().parameters());
        SplittableRandom random = new SplittableRandom(SEED);
        inputs = uniform(random, cell.batch() * network.inputs());
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

    /** A batch, row after row. */
    public float[] inputs() {
        return inputs;
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
