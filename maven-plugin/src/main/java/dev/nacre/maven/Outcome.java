package dev.nacre.maven;

import dev.nacre.compiler.source.Diagnostic;
import java.util.List;

/**
 * What a {@link Generation} came to.
 *
 * @param inputs the {@code .nn} files
 * @param diagnostics the mistakes in them; if there are any, nothing was written or deleted
 * @param written files whose content changed, as paths below the output directory
 * @param deleted files that an earlier run had generated, and this one did not
 */
record Outcome(List<Input> inputs, List<Diagnostic> diagnostics, List<String> written, List<String> deleted) {

    Outcome {
        inputs = List.copyOf(inputs);
        diagnostics = List.copyOf(diagnostics);
        written = List.copyOf(written);
        deleted = List.copyOf(deleted);
    }

    static Outcome unchanged(List<Input> inputs) {
        return new Outcome(inputs, List.of(), List.of(), List.of());
    }

    static Outcome failed(List<Input> inputs, List<Diagnostic> diagnostics) {
        return new Outcome(inputs, diagnostics, List.of(), List.of());
    }
}
