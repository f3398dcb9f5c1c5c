package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/** Recurrent networks as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class RecurrenceLowering {

    private final ProgramBuilder builder;
    private final Mode mode;
    private final int index;
    private final List<Value> parameters;

    RecurrenceLowering(ProgramBuilder builder, Mode mode, int index, List<Value> parameters) {
        this.builder = builder;
        this.mode = mode;
        this.index = index;
        this.parameters = parameters;
    }

    Value recurrence(Recurrence recurrence, Value x) {
        throw new IllegalStateException("not yet");
    }

    static Value finalState(ProgramBuilder builder, FinalState state, Value x) {
        throw new IllegalStateException("not yet");
    }
}
