package dev.nacre.maven;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Rewrites the {@code .nn} files of the application and of its tests in the one style. White space changes, and
 * nothing that has a meaning; what is in the style already is not touched. A file with syntax errors is left alone and fails
 * the build.
 */
@Mojo(name = "format", requiresDependencyResolution = ResolutionScope.NONE, threadSafe = true)
public final class FormatMojo extends FormattingMojo {

    @Inject
    FormatMojo(IdeMarkers markers) {
        super(markers);
    }

    @Override
    void settle(Formatting formatting, List<FormattedInput> files) throws IOException {
        formatting.write(files);
        List<FormattedInput> changed =
                files.stream().filter(file -> file.formatted().isPresent()).toList();
        changed.forEach(file -> getLog().info("formatted " + file.input().path()));
        getLog().info(counted(changed.size(), files) + " changed");
    }
}
