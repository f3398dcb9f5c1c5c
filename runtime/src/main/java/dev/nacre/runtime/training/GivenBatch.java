package dev.nacre.runtime.training;

import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.generated.Arguments;
import java.util.List;
import java.util.Objects;

/** The batch that a step of a {@link Trainer} is given: the caller's own arrays, checked. */
final class GivenBatch {

    private final ModelSpec spec;
    private final List<Criterion> criteria;
    /** What messages call the targets of each loss; made once, because a step allocates nothing. */
    private final List<String> targetNames;

    private final Objectives objectives;
    /** Of a model with one input. */
    private final PortArrays single;

    private PortArrays inputs;

    GivenBatch(ModelSpec spec, List<Criterion> criteria) {
        this.spec = spec;
        this.criteria = criteria;
        this.targetNames = criteria.stream()
                .map(criterion -> "targets of " + criterion.port().name())
                .toList();
        this.objectives = new Objectives(criteria);
        this.single = PortArrays.zeros(spec.inputs(), 0);
        this.inputs = single;
    }

    PortArrays inputs() {
        return inputs;
    }

    Objectives objectives() {
        return objectives;
    }

    /**
     * Takes a batch of a model with one input and one loss.
     *
     * @throws IllegalArgumentException if it is not such a model, an array is too short or has a value that nothing can be
     *     learnt from, or the loss takes other targets
     */
    void take(ElementType elements, Object xs, Object targets, int n) {
        checkSingle(elements);
        at(0, Objects.requireNonNull(targets, "targets"));
        checkSamples(n);
        Port port = spec.inputs().get(0);
        checkLength(port.name(), xs, port.width(), n);
        checkTargets(0, "targets", targets, n);
        checkInputs(port, xs, n);
        if (xs instanceof float[] values) {
            single.set(0, values);
        } else {
            single.set(0, (int[]) xs);
        }
        inputs = single;
    }

    /**
     * Takes a batch of any model.
     *
     * @throws IllegalArgumentException if an array is missing, too short or of another type, or has a value that nothing can
     *     be learnt from
     */
    void take(PortArrays newInputs, PortArrays targets, int n) {
        checkSamples(n);
        if (newInputs.size() != spec.inputs().size()) {
            throw wrongCount("inputs", spec.inputs(), newInputs.size());
        }
        if (targets.size() != criteria.size()) {
            throw wrongCount("targets, one for each loss,", losses(), targets.size());
        }
        for (int i = 0; i < newInputs.size(); i++) {
            checkInput(spec.inputs().get(i), newInputs, i, n);
        }
        for (int i = 0; i < targets.size(); i++) {
            Object array = targets.isFloat(i) ? targets.floats(i) : targets.ints(i);
            at(i, array);
            checkTargets(i, targetNames.get(i), array, n);
        }
        inputs = newInputs;
    }

    private void at(int i, Object targets) {
        if (targets instanceof float[] values) {
            objectives.at(i, values);
        } else {
            objectives.at(i, (int[]) targets);
        }
    }

    private void checkInput(Port port, PortArrays arrays, int i, int n) {
        if (arrays.isFloat(i) != port.isFloat()) {
            throw new IllegalArgumentException(spec.name() + ": expected " + (port.isFloat() ? "a float[]" : "an int[]")
                    + " for " + port + ", got " + (port.isFloat() ? "an int[]" : "a float[]"));
        }
        Object array = port.isFloat() ? arrays.floats(i) : arrays.ints(i);
        checkLength(port.name(), array, port.width(), n);
        checkInputs(port, array, n);
    }

    private void checkInputs(Port port, Object array, int n) {
        if (array instanceof float[] values) {
            Values.checkInputs(spec.name(), port, values, 0, n, 0);
        }
    }

    private void checkTargets(int i, String what, Object targets, int n) {
        checkLength(what, targets, objectives.targetsPerSample(i), n);
        if (targets instanceof float[] values) {
            Criterion criterion = criteria.get(i);
            Values.checkTargets(
                    spec.name(), criterion.port(), ValueObjective.require(criterion.loss()), values, 0, n, 0);
        } else {
            objectives.check(spec.name(), i, (int[]) targets, n);
        }
    }

    private void checkLength(String what, Object array, int width, int n) {
        if (array instanceof float[] values) {
            Arguments.batch(spec.name(), what, values, width, n);
        } else {
            Arguments.batch(spec.name(), what, (int[]) array, width, n);
        }
    }

    private IllegalArgumentException wrongCount(String what, List<Port> expected, int given) {
        return new IllegalArgumentException(spec.name() + ": expected " + expected.size() + " arrays of " + what + " "
                + expected + ", got " + given);
    }

    private List<Port> losses() {
        return criteria.stream().map(Criterion::port).toList();
    }

    private void checkSingle(ElementType elements) {
        if (spec.inputs().size() != 1 || spec.inputs().get(0).elements() != elements || criteria.size() != 1) {
            throw new IllegalArgumentException(spec.name() + ": expected arrays for the inputs " + spec.inputs()
                    + " and the targets of " + losses() + "; write step(PortArrays.of(…), PortArrays.of(…), n)");
        }
    }

    private void checkSamples(int n) {
        if (n < 1) {
            throw new IllegalArgumentException(spec.name() + ": expected at least one sample, got n = " + n);
        }
    }
}
