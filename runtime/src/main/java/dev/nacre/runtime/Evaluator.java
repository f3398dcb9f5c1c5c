package dev.nacre.runtime;

import java.util.stream.IntStream;

/** Scores a model on a dataset, batch by batch, without learning. */
final class Evaluator {

    private final InferenceSession session;
    private final Batch batch;
    private final int[] order;
    private final int batchSize;
    private final float[] outputs;
    private final float[] gradient;
    private final Meter meter = new Meter();

    Evaluator(Model model, Dataset dataset, Loss loss, int batchSize) {
        ModelSpec spec = model.spec();
        Port output = spec.outputs().get(0);
        int size = dataset.size(spec.name(), spec.inputs().get(0), output);
        this.session = model.newSession();
        this.order = IntStream.range(0, size).toArray();
        this.batchSize = Math.min(batchSize, size);
        this.batch = new Batch(dataset, loss, spec, this.batchSize);
        this.outputs = new float[this.batchSize * output.shape().elements()];
        this.gradient = outputs.clone();
    }

    Score score() {
        meter.reset();
        for (int from = 0; from < order.length; from += batchSize) {
            int n = Math.min(batchSize, order.length - from);
            batch.gather(order, from, n);
            session.predict(batch.xs(), outputs, n);
            double loss = batch.objective().evaluate(outputs, gradient, n);
            batch.objective().measure(meter, outputs, loss, batch.objective().weight(n), n);
        }
        return meter.score();
    }
}
