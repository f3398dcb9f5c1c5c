package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;

/** Upsampling as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class UpsamplingLowering {

    private final ProgramBuilder builder;

    UpsamplingLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value upsampling(Upsampling upsampling, Value x) {
        throw new IllegalStateException("not yet");
    }
}
