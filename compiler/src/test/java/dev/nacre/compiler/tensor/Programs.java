package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.tensor.Program.Origin;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.function.Function;

/** Programs for tests, with the input {@code x} and the result {@code y}. */
public final class Programs {

    /** The layer {@code here} on line 2. */
    public static final Origin ORIGIN = new Origin("here", new SourceFile("test.nn", "", "\nhere").span(1, 5));

    private Programs() {}

    public static Program of(Function<ProgramBuilder, Value> body) {
        ProgramBuilder builder = new ProgramBuilder(ORIGIN);
        builder.output(Output.Kind.RESULT, "y", body.apply(builder));
        return builder.build();
    }

    public static Value x(ProgramBuilder builder, Integer... sizes) {
        return builder.input("x", false, Shape.of(sizes));
    }

    public static Value w(ProgramBuilder builder, Integer... sizes) {
        return builder.parameter("w", Shape.of(sizes));
    }
}
