package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/** Batch normalisation as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class BatchNormLowering {

    private final ProgramBuilder builder;
    private final Mode mode;
    private final List<Value> parameters;

    BatchNormLowering(ProgramBuilder builder, Mode mode, List<Value> parameters) {
        this.builder = builder;
        this.mode = mode;
        this.parameters = parameters;
    }

    Value batchNorm(BatchNorm norm, Value x) {
        throw new IllegalStateException("not yet");
    }
}
