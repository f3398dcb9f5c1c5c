package dev.nacre.maven;

import dev.nacre.compiler.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .nn} file and how it should look.
 *
 * @param mistakes what keeps it from being formatted
 * @param formatted what should be in it; absent if it is like this already, or has mistakes
 */
record FormattedInput(Input input, List<Diagnostic> mistakes, Optional<String> formatted) {

    FormattedInput {
        mistakes = List.copyOf(mistakes);
    }
}
