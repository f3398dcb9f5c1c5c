package dev.nacre.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What {@code format} and {@code format-check} share: which files they look at, and what they say of mistakes in them. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class FormattingMojo extends AbstractMojo {

    private final IdeMarkers markers;

    /** Root of the application's {@code .nn} files. */
    @Parameter(property = "nacre.sourceDirectory", defaultValue = "${project.basedir}/src/main/nn")
    private File sourceDirectory;

    /** Root of the tests' {@code .nn} files. */
    @Parameter(property = "nacre.testSourceDirectory", defaultValue = "${project.basedir}/src/test/nn")
    private File testSourceDirectory;

    /** Ant-style patterns of the files to look at, below the source directories. */
    @Parameter(property = "nacre.includes", defaultValue = "**/*.nn")
    private List<String> includes;

    /** Ant-style patterns of files to leave out. */
    @Parameter(property = "nacre.excludes")
    private List<String> excludes;

    /** The encoding of the {@code .nn} files; UTF-8 if the project does not say. */
    @Parameter(property = "nacre.encoding", defaultValue = "${project.build.sourceEncoding}")
    private @Nullable String encoding;

    /** Skips this goal. */
    @Parameter(property = "nacre.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    FormattingMojo(IdeMarkers markers) {
        this.markers = markers;
    }

    /** Does something about the files that are not in the style. */
    abstract void settle(Formatting formatting, List<FormattedInput> files) throws IOException, MojoFailureException;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        try {
            Formatting formatting = formatting();
            List<FormattedInput> files = formatting.run();
            files.forEach(this::tellMistakes);
            settle(formatting, files);
            failOnMistakes(files);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write: " + e.getMessage(), e);
        }
    }

    private Formatting formatting() throws MojoExecutionException {
        List<SourceTree> trees = Stream.of(sourceDirectory, testSourceDirectory)
                .map(root -> new SourceTree(project.getBasedir().toPath(), root.toPath(), includes, excludes))
                .toList();
        return new Formatting(trees, Encoding.named(encoding));
    }

    private void tellMistakes(FormattedInput file) {
        DiagnosticLog log = new DiagnosticLog(getLog(), markers);
        file.mistakes().forEach(mistake -> log.tell(mistake, file.input().file()));
    }

    private static void failOnMistakes(List<FormattedInput> files) throws MojoFailureException {
        long broken = files.stream().filter(file -> !file.mistakes().isEmpty()).count();
        if (broken > 0) {
            throw new MojoFailureException(counted(broken, files) + " cannot be formatted because of mistakes");
        }
    }

    /** {@code 2 of 5 .nn files}. */
    static String counted(long count, List<FormattedInput> files) {
        return count + " of " + files.size() + (files.size() == 1 ? " .nn file" : " .nn files");
    }
}
