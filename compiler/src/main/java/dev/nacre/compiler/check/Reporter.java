package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Declaration;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Passes mistakes on, up to a limit for each file, and counts them all, so that a part of the check can tell whether it
 * went without any. A reporter for the inside of a template adds where the template was used, and says the same thing
 * about the same place once, however often the template is used.
 */
final class Reporter {

    /** Enough to work on; a file with more was probably never meant to be one. */
    private static final int LIMIT = 50;

    private final Sink sink;
    private final Optional<UseChain> uses;

    Reporter(Diagnostics diagnostics) {
        this(new Sink(diagnostics), Optional.empty());
    }

    private Reporter(Sink sink, Optional<UseChain> uses) {
        this.sink = sink;
        this.uses = uses;
    }

    /** A reporter for what is checked because of a use. */
    Reporter inside(Optional<UseChain> chain) {
        return new Reporter(sink, chain);
    }

    /** The uses that led to what is being checked, empty outside of templates. */
    Optional<UseChain> uses() {
        return uses;
    }

    void report(Mistake mistake) {
        sink.count++;
        Diagnostic diagnostic = mistake.diagnostic();
        boolean isNew = sink.seen.add(Seen.of(diagnostic));
        if (uses.isEmpty()) {
            sink.pass(diagnostic);
        } else if (isWrongValue(diagnostic.code())
                && !sink.wrongValues.add(uses.get().span())) {
            return;
        } else if (isNew) {
            sink.pass(uses.get().explain(mistake).diagnostic());
        }
    }

    /**
     * Reports a value that is not what it should be. A const's is one value wherever the const is read, and a mistake in it
     * is said once: that it is of the wrong type, or outside of a range.
     *
     * @param expected the type or the range
     */
    void report(Mistake mistake, ConstantValue value, String expected) {
        DiagnosticCode code = mistake.diagnostic().code();
        boolean isNew = sink.mistaken
                .computeIfAbsent(value, first -> new HashSet<>())
                .add(code == DiagnosticCode.NN215 ? code.name() : expected);
        if (isNew) {
            report(mistake);
        } else {
            passOver();
        }
    }

    void report(DiagnosticCode code, Span span, String message) {
        report(Mistake.of(code, span, message));
    }

    /** The use of a block that led here, if one did. */
    Optional<UseChain> useOf(Declaration.Block block) {
        return uses.flatMap(chain -> chain.find(block));
    }

    /** One wrong argument of a block is often a wrong value in several places of it; the first one is reported. */
    private boolean isWrongValue(DiagnosticCode code) {
        return switch (code) {
            case NN215, NN216, NN223, NN224, NN225 ->
                uses.flatMap(UseChain::block).isPresent();
            default -> false;
        };
    }

    /** Counts a mistake that has been reported and is met again. */
    void passOver() {
        sink.count++;
    }

    /** Whether more mistakes of the file are not shown. */
    boolean isFull(SourceFile file) {
        return sink.counts.getOrDefault(file, 0) >= LIMIT;
    }

    /** Whether the mistake would be shown, so that hints about it are worth seeking. */
    boolean isShown(Mistake mistake) {
        return !isFull(mistake.diagnostic().span().file())
                && (uses.isEmpty() || !sink.seen.contains(Seen.of(mistake.diagnostic())));
    }

    /** How many mistakes there have been so far. */
    int count() {
        return sink.count;
    }

    /** A mistake in a template, whatever the use. */
    private record Seen(DiagnosticCode code, Span span, String message) {
        static Seen of(Diagnostic diagnostic) {
            return new Seen(diagnostic.code(), diagnostic.span(), diagnostic.message());
        }
    }

    /** Where the mistakes of all files go. */
    private static final class Sink {

        private final Diagnostics diagnostics;
        private final Map<SourceFile, Integer> counts = new HashMap<>();
        private final Set<Seen> seen = new HashSet<>();
        private final Set<Span> wrongValues = new HashSet<>();
        private final IdentityHashMap<ConstantValue, Set<String>> mistaken = new IdentityHashMap<>();
        private int count;

        Sink(Diagnostics diagnostics) {
            this.diagnostics = diagnostics;
        }

        private void pass(Diagnostic diagnostic) {
            Span span = diagnostic.span();
            int ofFile = counts.merge(span.file(), 1, Integer::sum);
            if (ofFile <= LIMIT) {
                diagnostics.report(diagnostic);
            } else if (ofFile == LIMIT + 1) {
                String message = "more mistakes follow; only the first " + LIMIT + " of a file are shown";
                diagnostics.report(
                        Mistake.of(DiagnosticCode.NN112, span, message).diagnostic());
            }
        }
    }
}
