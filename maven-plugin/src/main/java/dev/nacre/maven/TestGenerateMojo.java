package dev.nacre.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Generates one Java class for each model in the {@code .nn} files of the tests. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
@Mojo(
        name = "test-generate",
        defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class TestGenerateMojo extends GenerationMojo {

    /** Root of the {@code .nn} files; a directory below it is a package. */
    @Parameter(property = "nacre.testSourceDirectory", defaultValue = "${project.basedir}/src/test/nn")
    private File sourceDirectory;

    /** Root of the generated Java. */
    @Parameter(
            property = "nacre.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/nn")
    private File outputDirectory;

    @Inject
    TestGenerateMojo(IdeMarkers markers) {
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
        project.addTestCompileSourceRoot(directory);
    }

    @Override
    VectorModule vectorModule(MavenProject project) {
        return new VectorModule(project, "testCompile", project.getTestCompileSourceRoots());
    }
}
