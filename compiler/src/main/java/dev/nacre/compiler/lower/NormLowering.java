package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.GroupNorm;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/** Normalisations within a sample as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class NormLowering {

    private final ProgramBuilder builder;

    NormLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value layerNorm(LayerNorm norm, Value x, List<Value> parameters) {
        throw new IllegalStateException("not yet");
    }

    Value rmsNorm(RmsNorm norm, Value x, List<Value> parameters) {
        throw new IllegalStateException("not yet");
    }

    Value groupNorm(GroupNorm norm, Value x, List<Value> parameters) {
        throw new IllegalStateException("not yet");
    }
}
