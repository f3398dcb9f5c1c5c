package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which of a stream's steps some of its work is done in: what is behind a stride of 2 in every second one. */
final class StepRates {

    private final Map<Integer, Integer> strides;
    private final Map<Integer, Integer> rates = new HashMap<>();

    private StepRates(Map<Integer, Integer> strides) {
        this.strides = strides;
    }

    /**
     * The steps, each with its rate.
     *
     * @param strides by the id of a buffer with the rows of the last steps, at every how manyth of them they are read
     */
    static List<Step> of(List<Step> steps, Map<Integer, Integer> strides) {
        StepRates rates = new StepRates(strides);
        List<Step> rated = new ArrayList<>();
        for (Step step : steps) {
            int written = StepRoles.result(step);
            int every = rates.ofReads(step, written);
            rates.put(step.operands().get(written), every);
            rated.add(step.every(every));
        }
        return rated;
    }

    private int ofReads(Step step, int written) {
        int every = 1;
        for (int i = 0; i < step.operands().size(); i++) {
            if (i != written && step.operands().get(i) instanceof Operand.OfBuffer of) {
                int id = of.buffer().id();
                every = Math.max(every, rates.getOrDefault(id, 1) * strides.getOrDefault(id, 1));
            }
        }
        return every;
    }

    private void put(Operand written, int every) {
        if (written instanceof Operand.OfBuffer of && of.buffer().home() != Buffer.Home.OUTPUT) {
            rates.merge(of.buffer().id(), every, Math::max);
        }
    }
}
