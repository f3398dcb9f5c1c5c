package dev.nacre.compiler.model;

/** How a parameter's first values are drawn; the runtime does the drawing. */
public sealed interface Initialization {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind. */
    interface Cases<R> {
        R uniform(Uniform uniform);

        R constant(Constant constant);
    }

    /** U(−bound, bound). */
    record Uniform(double bound) implements Initialization {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.uniform(this);
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
