package dev.nacre.maven;

import dev.nacre.compiler.emit.vector.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What {@code generate} and {@code test-generate} share; they differ in their directories and in what compiles the Java. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class GenerationMojo extends AbstractMojo {

    private final IdeMarkers markers;

    /** Ant-style patterns of the files to compile, below the source directory. */
    @Parameter(property = "nacre.includes", defaultValue = "**/*.nn")
    private List<String> includes;

    /** Ant-style patterns of files to leave out. */
    @Parameter(property = "nacre.excludes")
    private List<String> excludes;

    /** The encoding of the {@code .nn} files; UTF-8 if the project does not say. Generated Java is in UTF-8. */
    @Parameter(property = "nacre.encoding", defaultValue = "${project.build.sourceEncoding}")
    private @Nullable String encoding;

    /**
     * The machines to generate loops for: any of {@code 512}, {@code 256} and {@code 128} (the bits of a vector) and
     * {@code scalar}, separated by commas. Plain loops are always generated, as the fallback.
     */
    @Parameter(property = "nacre.targets", defaultValue = TargetNames.ALL)
    private String targets;

    /** Skips this goal: generates nothing, deletes nothing, adds no source root. */
    @Parameter(property = "nacre.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    GenerationMojo(IdeMarkers markers) {
        this.markers = markers;
    }

    abstract File sourceDirectory();

    abstract File outputDirectory();

    /** Has the Java below {@code directory} compiled with the rest. */
    abstract void addSourceRoot(MavenProject project, String directory);

    /** What the compilation with that Java needs. */
    abstract VectorModule vectorModule(MavenProject project);

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        Settings settings = settings();
        if (Files.isDirectory(settings.sourceDirectory())) {
            addSourceRoot(project, settings.outputDirectory().toString());
        }
        Outcome outcome = run(settings);
        new Report(settings, getLog(), markers).tell(outcome);
        if (!outcome.inputs().isEmpty() && !settings.targets().equals(Set.of(Target.SCALAR))) {
            vectorModule(project).warning().ifPresent(getLog()::warn);
        }
    }

    private static Outcome run(Settings settings) throws MojoExecutionException {
        try {
            return new Generation(settings, Compiler.bundled()).run();
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write: " + e.getMessage(), e);
        }
    }

    private Settings settings() throws MojoExecutionException {
        return new Settings(
                project.getBasedir().toPath(),
                sourceDirectory().toPath(),
                outputDirectory().toPath(),
                manifest(),
                includes,
                excludes,
                Encoding.named(encoding),
                targets());
    }

    /** One file per execution; {@code mvn nacre:generate} shares that of an execution without an id. */
    private Path manifest() {
        String id = execution.getExecutionId().equals("default-cli") ? "default" : execution.getExecutionId();
        return Path.of(
                project.getBuild().getDirectory(), "maven-status", "nacre-maven-plugin", execution.getGoal(), id);
    }

    private Set<Target> targets() throws MojoExecutionException {
        try {
            return TargetNames.parse(targets);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
