package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/** Attention as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class AttentionLowering {

    private final ProgramBuilder builder;
    private final Mode mode;
    private final int index;

    AttentionLowering(ProgramBuilder builder, Mode mode, int index) {
        this.builder = builder;
        this.mode = mode;
        this.index = index;
    }

    Value attention(Attention attention, Value x, List<Value> parameters) {
        throw new IllegalStateException("not yet");
    }

    Value encoderLayer(EncoderLayer layer, Value x, List<Value> parameters) {
        throw new IllegalStateException("not yet");
    }
}
