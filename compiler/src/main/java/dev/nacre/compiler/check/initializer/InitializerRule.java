package dev.nacre.compiler.check.initializer;

import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import java.util.List;

/**
 * A way to draw the first values of a parameter.
 *
 * @param name PyTorch's in {@code torch.nn.init}, without the underscore at its end
 * @param leastRank how many axes a parameter must have
 */
public record InitializerRule(String name, List<Formal> formals, int leastRank, Resolution resolution) {

    /** The lower limit of a range, where there is one. */
    public static final String LOW = "a";

    /** Its upper limit. */
    public static final String HIGH = "b";

    public InitializerRule {
        formals = List.copyOf(formals);
    }

    /** Whether it has a range, whose limits can be the wrong way round. */
    public boolean hasRange() {
        return formals.stream().anyMatch(formal -> formal.name().equals(HIGH));
    }

    /** The meaning of arguments for a parameter of a certain shape, which has enough axes. */
    public interface Resolution {
        Initialization of(BoundArguments arguments, Shape shape);
    }
}
