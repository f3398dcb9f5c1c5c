package dev.nacre.maven;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Fails the build if {@code format} would change a {@code .nn} file of the application or of its tests. */
@Mojo(
        name = "format-check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class FormatCheckMojo extends FormattingMojo {

    @Inject
    FormatCheckMojo(IdeMarkers markers) {
        super(markers);
    }

    @Override
    void settle(Formatting formatting, List<FormattedInput> files) throws MojoFailureException {
        List<FormattedInput> different =
                files.stream().filter(file -> file.formatted().isPresent()).toList();
        different.forEach(file -> getLog().error(file.input().path() + " is not formatted"));
        if (!different.isEmpty()) {
            throw new MojoFailureException(
                    counted(different.size(), files) + " not formatted; `mvn nacre:format` does it");
        }
    }
}
