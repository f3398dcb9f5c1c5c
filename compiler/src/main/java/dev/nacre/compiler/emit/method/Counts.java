package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Lengths;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How counts are written: numbers, or what the lengths in them are called. */
public final class Counts {

    /** Of a model without lengths. */
    static final Counts FIXED = new Counts(Lengths.NONE);

    private final Lengths lengths;
    private final Function<Length, String> variable;

    public Counts(Lengths lengths) {
        this(lengths, Length::variable);
    }

    private Counts(Lengths lengths, Function<Length, String> variable) {
        this.lengths = lengths;
        this.variable = variable;
    }

    /** The same where only the lengths that the inputs declare have names. */
    public Counts ofDeclared() {
        return new Counts(lengths, Counts::computed);
    }

    private static String computed(Length length) {
        return length.isDerived() ? length.expression() : length.variable();
    }

    private static String factor(String text) {
        return text.contains(" ") ? "(" + text + ")" : text;
    }

    /** Whether any count may be unknown before the call. */
    public boolean any() {
        return lengths.any();
    }

    /** Whether a count is the same for every sample. */
    public boolean isFixed(int count) {
        return lengths.count(count).primes().isEmpty();
    }

    /** A count as a factor or a term in Java: {@code 12}, {@code lengthT}, {@code 12 * lengthT}. */
    public String text(int count) {
        return written(count, " * ", variable);
    }

    /** A count in the name of a method: {@code 12}, {@code T}, {@code 12T}. */
    String name(int count) {
        return written(count, "", Length::identifier);
    }

    private String written(int count, String times, Function<Length, String> word) {
        Lengths.Count parts = lengths.count(count);
        String factors = parts.primes().stream()
                .map(prime -> factor(word.apply(lengths.of(prime))))
                .collect(Collectors.joining(times));
        if (factors.isEmpty()) {
            return String.valueOf(count);
        } else if (parts.fixed() > 1) {
            return parts.fixed() + times + factors;
        }
        return parts.primes().size() > 1
                ? factors
                : word.apply(lengths.of(parts.primes().get(0)));
    }

    List<String> texts(List<Integer> counts) {
        return counts.stream().map(this::text).toList();
    }

    /** The lengths that some counts need, in order. */
    private List<Length> in(List<Integer> counts) {
        return lengths.all().stream()
                .filter(length -> counts.stream()
                        .flatMap(count -> lengths.count(count).primes().stream())
                        .anyMatch(prime -> lengths.of(prime).equals(length)))
                .toList();
    }

    /** What a method with loops of these counts takes behind its other parameters. */
    String parameters(List<Integer> counts) {
        return in(counts).stream().map(length -> ", int " + length.variable()).collect(Collectors.joining());
    }

    /** What a call of such a method passes. */
    public List<String> arguments(List<Integer> counts) {
        return in(counts).stream().map(variable).toList();
    }
}
