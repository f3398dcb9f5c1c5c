package dev.nacre.runtime.training.optim;

/** A schedule whose rate is a function of where it began and of the number of steps since. */
record FormulaSchedule(Formula formula, boolean everyBatch) implements Schedule {

    /** The rate at step t of a schedule that began with {@code base}. */
    @FunctionalInterface
    interface Formula {
        double rate(double base, int t);
    }

    @Override
    public Course start(double base) {
        return new Course() {
            private int t;

            @Override
            public double rate() {
                return formula.rate(base, t);
            }

            @Override
            public void advance(double loss) {
                t++;
            }
        };
    }
}
