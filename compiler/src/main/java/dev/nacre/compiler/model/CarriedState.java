package dev.nacre.compiler.model;

/** What a recurrence carries from step to step, after its last one, in the shape of {@link Recurrence#carried}. */
public record CarriedState(Part part) implements Operation {

    /** Which of the values that are carried. */
    public enum Part {
        /** The states, which are the output of the last layer. */
        STATE(0),
        /** What an LSTM keeps beside its states. */
        MEMORY(1);

        private final int index;

        Part(int index) {
            this.index = index;
        }

        /** Its place among all that is carried. */
        public int index() {
            return index;
        }
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.carriedState(this);
    }
}
