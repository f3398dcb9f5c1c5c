package dev.nacre.runtime.training;

import dev.nacre.runtime.PortArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The losses of a trainer together with the targets of the present batch; their weighted sum is what is minimised. */
final class Objectives {

    private final List<Criterion> criteria;
    private final Objective<?>[] each;
    private final @Nullable ValueObjective[] values;
    private final @Nullable ClassObjective[] classes;
    private final double[] weights;
    private final double[] losses;

    Objectives(List<Criterion> criteria) {
        this.criteria = criteria;
        int count = criteria.size();
        each = new Objective<?>[count];
        values = new ValueObjective[count];
        classes = new ClassObjective[count];
        weights = new double[count];
        losses = new double[count];
    }

    /** The losses with the targets of a dataset, all of which are checked. */
    static Objectives of(List<Criterion> criteria, Wiring wiring) {
        Objectives objectives = new Objectives(criteria);
        for (int i = 0; i < criteria.size(); i++) {
            Column column = wiring.targets().get(i);
            if (column.isFloat()) {
                objectives.each[i] = objectives.values(i).checked(criteria.get(i), wiring, column);
            } else {
                objectives.each[i] = objectives.classes(i).checked(wiring, column);
            }
        }
        return objectives;
    }

    private ValueObjective values(int i) {
        ValueObjective known = values[i];
        if (known == null) {
            known = new ValueObjective(criteria.get(i));
            values[i] = known;
        }
        return known;
    }

    private ClassObjective classes(int i) {
        ClassObjective known = classes[i];
        if (known == null) {
            known = new ClassObjective(criteria.get(i));
            classes[i] = known;
        }
        return known;
    }

    /**
     * Looks at these values as the targets of a loss.
     *
     * @throws IllegalArgumentException if the loss takes class indices
     */
    void at(int i, float[] targets) {
        each[i] = values(i).at(targets);
    }

    /**
     * Looks at these class indices as the targets of a loss.
     *
     * @throws IllegalArgumentException if the loss takes values
     */
    void at(int i, int[] targets) {
        each[i] = classes(i).at(targets);
    }

    /** How many targets of the present kind a sample has for a loss. */
    int targetsPerSample(int i) {
        return each[i].targetsPerSample();
    }

    /** Checks the class indices of {@code n} samples for a loss. */
    void check(String model, int i, int[] targets, int n) {
        classes(i).check(model, targets, 0, n, 0);
    }

    /** Takes over the targets of samples of the dataset. */
    void gather(Wiring wiring, int[] order, int from, int n) {
        for (int i = 0; i < each.length; i++) {
            each[i].gather(wiring, wiring.targets().get(i), order, from, n);
        }
    }

    /** Whether there is anything to learn from the batch; throws if a target is invalid. */
    boolean weigh(int n) {
        boolean any = false;
        for (int i = 0; i < each.length; i++) {
            weights[i] = each[i].weight(each[i].rows(n));
            any |= weights[i] > 0;
        }
        return any;
    }

    /**
     * The weighted sum of the mean losses of the batch, and its gradients; a loss whose targets are all ignored is left out.
     * NaN if all are.
     */
    double evaluate(PortArrays outputs, PortArrays gradients, int n) {
        double sum = 0;
        boolean any = false;
        for (int i = 0; i < each.length; i++) {
            Criterion criterion = criteria.get(i);
            float[] gradient = gradients.floats(criterion.gradient());
            losses[i] = each[i].evaluate(outputs.floats(criterion.output()), gradient, each[i].rows(n));
            if (weights[i] > 0) {
                sum += criterion.weight() * losses[i];
                any = true;
            }
            scale(gradient, n * criterion.port().width(), (float) criterion.weight());
        }
        return any ? sum : Double.NaN;
    }

    private static void scale(float[] gradient, int count, float factor) {
        if (factor != 1) {
            for (int i = 0; i < count; i++) {
                gradient[i] *= factor;
            }
        }
    }

    /** Adds the losses of the batch to a sum, and which of its predictions were right. */
    void measure(ScoreSum scores, PortArrays outputs, int n) {
        for (int i = 0; i < each.length; i++) {
            scores.add(i, losses[i], weights[i]);
            float[] judged = outputs.floats(criteria.get(i).output());
            int rows = each[i].rows(n);
            for (int row = 0; row < rows; row++) {
                scores.add(i, each[i].correctness(judged, row));
            }
        }
    }
}
