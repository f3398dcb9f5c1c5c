package dev.nacre.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorModuleTest {

    private static final String ARGUMENTS =
            "<compilerArgs><arg>--add-modules</arg><arg>jdk.incubator.vector</arg></compilerArgs>";

    @TempDir
    private Path directory;

    @Test
    void aCompilerWithoutTheModuleIsToldOf() {
        String warning = warning("compile", "<release>17</release>").orElseThrow();
        assertTrue(warning.contains("<arg>jdk.incubator.vector</arg>"), warning);
        assertTrue(warning.contains("<targets>scalar</targets>"), warning);
    }

    @Test
    void theModuleInAnyFormOfArgumentIsSeen() {
        for (String configuration : List.of(
                ARGUMENTS,
                "<compilerArgs><arg>--add-modules=jdk.incubator.vector</arg></compilerArgs>",
                "<compilerArgs><arg>--add-modules</arg><arg>java.sql,jdk.incubator.vector</arg></compilerArgs>",
                "<compilerArgs><arg>--add-modules=ALL-SYSTEM</arg></compilerArgs>",
                "<compilerArgument>--add-modules=jdk.incubator.vector</compilerArgument>",
                "<compilerArguments><add-modules>jdk.incubator.vector</add-modules></compilerArguments>")) {
            assertEquals(Optional.empty(), warning("compile", configuration), configuration);
        }
    }

    @Test
    void nothingIsSaidWhereSomethingElseMayAddTheModule() {
        for (String configuration : List.of(
                "<compilerId>eclipse</compilerId>",
                "<compilerArgs>\n<arg>@args.txt</arg></compilerArgs>",
                "<compilerArgument>@args.txt</compilerArgument>")) {
            assertEquals(Optional.empty(), warning("compile", configuration), configuration);
        }
        assertEquals(Optional.empty(), new VectorModule(new MavenProject(), "compile", List.of()).warning());
    }

    @Test
    void onlyTheExecutionThatCompilesCounts() {
        PluginExecution execution = new PluginExecution();
        execution.setId("a");
        execution.addGoal("compile");
        execution.setConfiguration(ARGUMENTS);
        assertEquals(Optional.empty(), warning("compile", "", execution));
        assertTrue(warning("testCompile", "", execution).isPresent());

        PluginExecution bound = new PluginExecution();
        bound.setId("default-testCompile");
        bound.setConfiguration(ARGUMENTS);
        assertEquals(Optional.empty(), warning("testCompile", "", bound));
    }

    @Test
    void aModuleSaysItselfWhatItRequires() throws IOException {
        Path info = directory.resolve("module-info.java");
        Files.writeString(info, "module a { requires jdk.incubator.vector; }");
        assertEquals(Optional.empty(), warning("compile", ""));
        Files.writeString(info, "module a { }");
        String warning = warning("compile", ARGUMENTS).orElseThrow();
        assertTrue(warning.contains("`requires jdk.incubator.vector;` in " + info), warning);
        assertEquals(Optional.empty(), warning("testCompile", ""));
    }

    /** Only the text of a configuration counts. */
    private Optional<String> warning(String goal, String configuration, PluginExecution... executions) {
        Plugin compiler = new Plugin();
        compiler.setArtifactId("maven-compiler-plugin");
        compiler.setConfiguration("<configuration>" + configuration + "</configuration>");
        List.of(executions).forEach(compiler::addExecution);
        Build build = new Build();
        build.addPlugin(compiler);
        Model model = new Model();
        model.setBuild(build);
        return new VectorModule(new MavenProject(model), goal, List.of(directory.toString())).warning();
    }
}
