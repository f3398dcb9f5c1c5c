package dev.nacre.compiler.kernel;

import dev.nacre.compiler.tensor.Scalar;
import java.util.List;

/**
 * What happens to a sum before it is stored: a cheap function of the sum, {@code Arg(0)}, and of elements at the
 * same place in other buffers, {@code Arg(1)} and up.
 *
 * @param strides the row strides of the other buffers; 0 for one row that all rows are combined with
 */
public record Epilogue(Scalar body, List<Integer> strides) {

    /** Stores the sum as it is. */
    public static final Epilogue NONE = new Epilogue(new Scalar.Arg(0), List.of());

    public Epilogue {
        strides = List.copyOf(strides);
    }
}
