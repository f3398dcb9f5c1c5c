package dev.nacre.maven;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.Span;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells people and their editors what came of a run. */
record Report(Settings settings, Log log, IdeMarkers markers) {

    /**
     * Logs what changed, or every mistake.
     *
     * @throws MojoFailureException if there was a mistake, with the count of all
     */
    void tell(Outcome outcome) throws MojoFailureException {
        outcome.inputs().forEach(input -> markers.clear(input.file()));
        outcome.diagnostics().forEach(this::tell);
        if (!outcome.diagnostics().isEmpty()) {
            throw new MojoFailureException(mistakes(outcome));
        }
        outcome.written().forEach(path -> log.debug("wrote " + path));
        outcome.deleted().forEach(path -> log.debug("deleted " + path));
        if (!outcome.written().isEmpty() || !outcome.deleted().isEmpty()) {
            markers.refresh(settings.outputDirectory());
        }
        if (!outcome.inputs().isEmpty() || !outcome.deleted().isEmpty()) {
            log.info(changes(outcome));
        }
    }

    private void tell(Diagnostic diagnostic) {
        Span span = diagnostic.span();
        Path file = settings.sourceDirectory()
                .resolve(span.file().directory())
                .resolve(span.file().name());
        new DiagnosticLog(log, markers).tell(diagnostic, file);
    }

    private static String mistakes(Outcome outcome) {
        int errors = outcome.diagnostics().size();
        long broken = outcome.diagnostics().stream()
                .map(diagnostic -> diagnostic.span().file())
                .distinct()
                .count();
        return errors + (errors == 1 ? " error" : " errors") + " in " + broken + " of " + nnFiles(outcome);
    }

    private static String changes(Outcome outcome) {
        int written = outcome.written().size();
        int deleted = outcome.deleted().size();
        return written == 0 && deleted == 0
                ? nnFiles(outcome) + ", nothing to generate: all Java is up to date"
                : nnFiles(outcome) + ", Java files written: " + written + ", deleted: " + deleted;
    }

    private static String nnFiles(Outcome outcome) {
        int count = outcome.inputs().size();
        return count + (count == 1 ? " .nn file" : " .nn files");
    }
}
