package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How large things may be, so that whatever passes fits Java's arrays and their indices. */
public final class ShapeLimits {

    /** The most recurrent layers of a model, each direction counted: each is a part of its program. */
    public static final int MOST_RECURRENT = 20_000;

    /** Storage is handed out in pieces of so many floats: the lanes of the widest vector. */
    private static final int LANES = 16;

    private ShapeLimits() {}

    /**
     * The most elements of a value with a length. Later stages set places aside for a prime that is not much larger than the
     * bound; that many elements leave room for it.
     */
    private static final int MOST_ELEMENTS_WITH_LENGTH = 1 << 26;

    /** What is wrong with the shape, as the rest of a sentence; empty when nothing is. */
    public static Optional<String> problem(Shape shape) {
        return problem(shape.sizes(), shape.hasLength() ? MOST_ELEMENTS_WITH_LENGTH : Shape.MAX_ELEMENTS);
    }

    /** What is wrong with the sizes, as the rest of a sentence; empty when nothing is. */
    public static Optional<String> problem(List<? extends Number> sizes) {
        return problem(sizes, Shape.MAX_ELEMENTS);
    }

    /** The same where one of the sizes is a length. */
    static Optional<String> problemWithLength(List<? extends Number> sizes) {
        return problem(sizes, MOST_ELEMENTS_WITH_LENGTH);
    }

    private static Optional<String> problem(List<? extends Number> sizes, int most) {
        if (sizes.size() > Shape.MAX_RANK) {
            return Optional.of("has " + sizes.size() + " dimensions, but at most " + Shape.MAX_RANK + " are possible");
        }
        BigInteger elements = sizes.stream()
                .map(size -> BigInteger.valueOf(size.longValue()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        if (elements.compareTo(BigInteger.valueOf(most)) <= 0) {
            return Optional.empty();
        }
        String where = most < Shape.MAX_ELEMENTS ? " where one of the sizes is a length" : "";
        String count = elements.bitLength() < Long.SIZE ? grouped(elements) : "far too many";
        return Optional.of("would have " + count + " elements, but at most " + grouped(most) + " are possible" + where);
    }

    /**
     * The most floats that a parameter takes in a model's storage: a table in rows, a matrix or a kernel in panels of
     * {@value #LANES} outputs, a single row and anything else one after the other; each padded at its end.
     */
    public static long storage(Shape shape, Operation operation) {
        if (shape.rank() < 2 || (shape.rank() == 2 && shape.size(0) == 1)) {
            return padded(shape.elements());
        }
        boolean isTable = operation instanceof Embedding || operation instanceof Position;
        boolean byInputs = isTable || operation instanceof TransposedConvolution;
        int lanes = shape.size(byInputs ? 1 : 0);
        return padded(lanes) * (shape.elements() / lanes);
    }

    /** The number, rounded up to whole vectors. */
    static long padded(long count) {
        return (count + LANES - 1) / LANES * LANES;
    }

    /** The number with a comma between groups of three digits. */
    public static String grouped(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
