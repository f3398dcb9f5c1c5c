package dev.nacre.compiler.check;

import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import java.util.List;

/**
 * A way to draw the first values of a parameter.
 *
 * @param name PyTorch's in {@code torch.nn.init}, without the underscore at its end
 * @param leastRank how many axes a parameter must have
 */
record InitializerRule(String name, List<Formal> formals, int leastRank, Resolution resolution) {

    /** The lower limit of a range, where there is one. */
    static final String LOW = "a";

    /** Its upper limit. */
    static final String HIGH = "b";

    InitializerRule {
        formals = List.copyOf(formals);
    }

    /** Whether it has a range, whose limits can be the wrong way round. */
    boolean hasRange() {
        return formals.stream().anyMatch(formal -> formal.name().equals(HIGH));
    }

    /** The meaning of arguments for a parameter of a certain shape, which has enough axes. */
    interface Resolution {
        Initialization of(BoundArguments arguments, Shape shape);
    }
}
