package dev.nacre.maven;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Span;
import java.nio.file.Path;
import org.apache.maven.plugin.logging.Log;

/** Shows mistakes to people in the log, and to their editors. */
record DiagnosticLog(Log log, IdeMarkers markers) {

    /** Tells one mistake in {@code file}; its first line has the form in which IDEs look for places in a build's log. */
    void tell(Diagnostic diagnostic, Path file) {
        Span span = diagnostic.span();
        String message = diagnostic.code() + ": " + diagnostic.message();
        log.error(file + ":[" + span.line() + "," + span.column() + "] " + message + "\n"
                + DiagnosticRenderer.render(diagnostic)
                + (diagnostic.trace().isEmpty() ? "" : "\nstack trace: mvn -X"));
        diagnostic.trace().ifPresent(log::debug);
        markers.error(file, span, message);
    }
}
