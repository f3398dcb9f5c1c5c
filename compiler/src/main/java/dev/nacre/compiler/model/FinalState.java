package dev.nacre.compiler.model;

/** Of a recurrence's output [t, directions · hidden], the state after the last step: the forward one at t − 1, the backward one at 0. */
public record FinalState(int hidden, boolean bidirectional) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.finalState(this);
    }
}
