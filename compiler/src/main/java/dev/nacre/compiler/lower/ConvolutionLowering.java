package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/** Convolutions as primitives. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "DoNotCallSuggester"})
final class ConvolutionLowering {

    private final ProgramBuilder builder;
    private final List<Value> parameters;

    ConvolutionLowering(ProgramBuilder builder, List<Value> parameters) {
        this.builder = builder;
        this.parameters = parameters;
    }

    Value convolution(Convolution convolution, Value x) {
        throw new IllegalStateException("not yet");
    }

    Value transposed(TransposedConvolution convolution, Value x) {
        throw new IllegalStateException("not yet");
    }
}
