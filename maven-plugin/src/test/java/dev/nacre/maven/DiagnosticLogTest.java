package dev.nacre.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.sonatype.plexus.build.incremental.DefaultBuildContext;

class DiagnosticLogTest {

    @Test
    void theStackTraceOfADefectIsForThoseWhoAskForIt() {
        Recording log = new Recording();
        SourceFile file = new SourceFile("m.nn", "", "model M < relu >");
        Diagnostic defect = new Diagnostic(
                DiagnosticCode.NN301,
                "Nacre failed",
                file.span(0, 5),
                List.of(),
                List.of("cause: it did"),
                Optional.empty(),
                Optional.of("\tat the.Trace"));
        new DiagnosticLog(log, new IdeMarkers(new DefaultBuildContext())).tell(defect, Path.of("m.nn"));
        assertEquals(1, log.errors.size());
        String shown = log.errors.get(0);
        assertTrue(shown.startsWith("m.nn:[1,1] NN301: Nacre failed"), shown);
        assertTrue(shown.endsWith("  = cause: it did\nstack trace: mvn -X"), shown);
        assertFalse(shown.contains("the.Trace"), shown);
        assertEquals(List.of("\tat the.Trace"), log.debugged);
    }

    private static final class Recording extends SystemStreamLog {

        private final List<String> errors = new ArrayList<>();
        private final List<String> debugged = new ArrayList<>();

        @Override
        public void error(CharSequence content) {
            errors.add(content.toString());
        }

        @Override
        public void debug(CharSequence content) {
            debugged.add(content.toString());
        }
    }
}
