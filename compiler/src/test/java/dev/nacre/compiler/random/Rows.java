package dev.nacre.compiler.random;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that may have a length.
 *
 * @param length the name of its first size, or empty
 * @param value with the bound as its first size
 */
record Rows(String length, Value value) {

    boolean hasLength() {
        return !length.isEmpty();
    }

    Rows with(Value other) {
        return new Rows(length, other);
    }

    private String text(String first) {
        String sizes = Stream.concat(
                        Stream.of(first), value.shape().stream().skip(1).map(String::valueOf))
                .collect(Collectors.joining(", ", "[", "]"));
        return (value.integers() ? "int" : "") + sizes;
    }

    /** Its type in a signature. */
    String type() {
        return hasLength() ? text(length) : value.type();
    }

    /** The type of the same value with the length behind its only other size. */
    String turnedType() {
        return "[" + value.last() + ", " + length + "]";
    }

    /** That in the input that declares the length. */
    String turnedDeclaration() {
        return "[" + value.last() + ", " + length + " <= " + value.size(0) + "]";
    }

    /** Its type in the input that declares the length. */
    String declaration() {
        return text(length + " <= " + value.size(0));
    }

    List<Integer> shape() {
        return value.shape();
    }
}
