package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What builds values from chains or from named values. Names match as those of layers do. */
enum Combinator {
    /** {@code chain < f >} is f. */
    CHAIN(Branches.ONE),
    /** {@code repeat(n) < f >} is n copies of f, one after the other. */
    REPEAT(Branches.ONE),
    /** {@code residual < f >} is x + f(x). */
    RESIDUAL(Branches.ONE),
    /** Elementwise sum of branches, or of several current values. */
    SUM(Branches.SOME),
    /** Elementwise mean of branches, or of several current values. */
    MEAN(Branches.SOME),
    /** Elementwise product of branches, of several current values, or of the current value and named ones. */
    MUL(Branches.SOME),
    /** Branches, several current values, or the current value and named ones, one behind the other. */
    CONCAT(Branches.SOME),
    /** {@code add(name)}: the current value plus named ones. */
    ADD(Branches.NONE);

    private final Branches branches;

    Combinator(Branches branches) {
        this.branches = branches;
    }

    /** How many bodies one has. */
    enum Branches {
        NONE,
        ONE,
        SOME
    }

    Branches branches() {
        return branches;
    }

    /** Whether it may join the current value with named ones. */
    boolean takesNames() {
        return this == ADD || this == MUL || this == CONCAT;
    }

    /** The name in the language. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Combinator> find(String name) {
        String wanted = Names.normalized(name);
        return Arrays.stream(values())
                .filter(combinator -> combinator.word().equals(wanted))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Combinator::word).toList();
    }
}
