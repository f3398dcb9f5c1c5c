package dev.nacre.examples.benchmarks.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Steps one after the other, and back again. */
record ChainStep(List<Step> steps) implements Step {

    @Override
    public Pass apply(double[] x) {
        List<Pass> passes = new ArrayList<>();
        double[] y = x;
        for (Step step : steps) {
            Pass pass = step.apply(y);
            passes.add(pass);
            y = pass.output();
        }
        Collections.reverse(passes);
        return new Pass(y, slope -> {
            double[] dx = slope;
            for (Pass pass : passes) {
                dx = pass.backward().apply(dx);
            }
            return dx;
        });
    }
}
