package dev.nacre.examples.benchmarks.reference;

record ResidualStep(Step body) implements Step {

    @Override
    public Pass apply(double[] x) {
        Pass inside = body.apply(x);
        return new Pass(
                Rows.sum(x, inside.output()),
                slope -> Rows.sum(slope, inside.backward().apply(slope)));
    }
}
