package dev.nacre.runtime.training;

import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.util.List;
import java.util.stream.IntStream;

/** Scores a model on a dataset, batch by batch, without learning. */
final class Evaluator {

    private final InferenceSession session;
    private final Batch batch;
    private final int[] order;
    private final int batchSize;
    private final BatchArrays outputs;
    private final BatchArrays gradients;
    private final ScoreSum scores;

    Evaluator(Model model, Dataset dataset, List<Criterion> criteria, int batchSize) {
        ModelSpec spec = model.spec();
        Wiring wiring = new Wiring(spec, criteria, dataset);
        this.session = model.newSession();
        this.order = IntStream.range(0, wiring.size()).toArray();
        this.batchSize = Math.min(batchSize, order.length);
        BatchLengths lengths = new BatchLengths(spec);
        this.batch = new Batch(wiring, criteria, spec, lengths);
        this.outputs = new BatchArrays(spec.outputs(), lengths);
        this.gradients =
                new BatchArrays(spec.outputs().stream().filter(Port::isFloat).toList(), lengths);
        this.scores = new ScoreSum(criteria);
    }

    Score score() {
        scores.reset();
        Objectives objectives = batch.objectives();
        for (int from = 0; from < order.length; from += batchSize) {
            int n = Math.min(batchSize, order.length - from);
            batch.gather(order, from, n);
            PortArrays results = outputs.reserve(n);
            session.predict(batch.inputs(), results, n);
            objectives.weigh(n);
            objectives.evaluate(results, gradients.reserve(n), n);
            objectives.measure(scores, results, n);
        }
        return scores.score();
    }
}
