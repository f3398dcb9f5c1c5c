package dev.nacre.compiler.model;

/** How a parameter's first values are drawn, every number resolved; the runtime does the drawing. */
public sealed interface Initialization {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R uniform(Uniform uniform);

        R normal(Normal normal);

        R paddedNormal(PaddedNormal normal);

        R truncatedNormal(TruncatedNormal normal);

        R orthogonal(Orthogonal orthogonal);

        R constant(Constant constant);
    }

    /** U(low, high). */
    record Uniform(double low, double high) implements Initialization {

        /** U(−bound, bound). */
        public Uniform(double bound) {
            this(-bound, bound);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.uniform(this);
        }
    }

    /** N(mean, std²). */
    record Normal(double mean, double std) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.normal(this);
        }
    }

    /** N(mean, std²) but for one place of the first axis, where everything is zero. */
    record PaddedNormal(double mean, double std, int row) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paddedNormal(this);
        }
    }

    /** N(mean, std²) given that the value is from {@code low} to {@code high}. */
    record TruncatedNormal(double mean, double std, double low, double high) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truncatedNormal(this);
        }
    }

    /** {@code gain} times an orthogonal matrix, whose rows are along the first axis and whose columns are all others. */
    record Orthogonal(double gain) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.orthogonal(this);
        }
    }

    /** The same value everywhere. */
    record Constant(double value) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.constant(this);
        }
    }
}
