package dev.nacre.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Generates one Java class for each model in the {@code .nn} files of the application. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class GenerateMojo extends GenerationMojo {

    /** Root of the {@code .nn} files; a directory below it is a package. */
    @Parameter(property = "nacre.sourceDirectory", defaultValue = "${project.basedir}/src/main/nn")
    private File sourceDirectory;

    /** Root of the generated Java. */
    @Parameter(property = "nacre.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/nn")
    private File outputDirectory;

    @Inject
    GenerateMojo(IdeMarkers markers) {
        super(markers);
    }

    @Override
    File sourceDirectory() {
        return sourceDirectory;
    }

    @Override
    File outputDirectory() {
        return outputDirectory;
    }

    @Override
    void addSourceRoot(MavenProject project, String directory) {
        project.addCompileSourceRoot(directory);
    }

    @Override
    VectorModule vectorModule(MavenProject project) {
        return new VectorModule(project, "compile", project.getCompileSourceRoots());
    }
}
