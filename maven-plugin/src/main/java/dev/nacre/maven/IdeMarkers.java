package dev.nacre.maven;

import dev.nacre.compiler.source.Span;
import java.nio.file.Path;
import javax.inject.Inject;
import org.sonatype.plexus.build.incremental.BuildContext;
import org.sonatype.plexus.build.incremental.DefaultBuildContext;

/** The link to an IDE that runs the build; without one, nothing here has an effect. */
class IdeMarkers {

    private final BuildContext context;
    private final boolean inIde;

    @Inject
    IdeMarkers(BuildContext context) {
        this.context = context;
        this.inIde = !(context instanceof DefaultBuildContext);
    }

    /** Marks a mistake in the editor. Outside of an IDE the context would log it, and the log has it already. */
    void error(Path file, Span span, String message) {
        if (inIde) {
            context.addMessage(file.toFile(), span.line(), span.column(), message, BuildContext.SEVERITY_ERROR, null);
        }
    }

    void clear(Path file) {
        context.removeMessages(file.toFile());
    }

    /** Says that files below the directory have changed. */
    void refresh(Path directory) {
        context.refresh(directory.toFile());
    }
}
