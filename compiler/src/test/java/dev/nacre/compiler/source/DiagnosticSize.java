package dev.nacre.compiler.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a diagnostic may be: a screen, whatever it quotes. */
public final class DiagnosticSize {

    private static final int MOST = 4_000;

    private DiagnosticSize() {}

    /** Fails if the diagnostic is longer than people read. */
    public static void check(Diagnostic diagnostic) {
        String rendered = DiagnosticRenderer.render(diagnostic);
        assertTrue(rendered.length() <= MOST, () -> rendered.length() + " characters:\n" + rendered);
    }
}
