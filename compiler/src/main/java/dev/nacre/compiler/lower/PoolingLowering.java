package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;

/** Windows and axes that become one element each, as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class PoolingLowering {

    private final ProgramBuilder builder;

    PoolingLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value pooling(Pooling pooling, Value x) {
        throw new IllegalStateException("not yet");
    }

    Value adaptiveMean(AdaptiveMean mean, Value x) {
        throw new IllegalStateException("not yet");
    }

    Value reduction(Reduction reduction, Value x) {
        throw new IllegalStateException("not yet");
    }
}
