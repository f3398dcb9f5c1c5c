package dev.nacre.compiler.model;

/** What a recurrence carries from step to step, after its last one, in the shape of {@link Recurrence#carried}. */
public record CarriedState(Part part) implements Operation {

    /** Which of the values that are carried. */
    public enum Part {
        /** The states, which are the output of the last layer. */
        STATE,
        /** What an LSTM keeps beside its states. */
        MEMORY
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.carriedState(this);
    }
}
