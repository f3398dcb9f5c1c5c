package dev.nacre.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Tells who forgot to give the compiler the module of the vectors, before javac does it once for each import. It only warns, and
 * says nothing where the project may have another way, so that what builds is never disturbed.
 *
 * @param goal of the maven-compiler-plugin that compiles the generated Java
 * @param sourceRoots of what is compiled with it
 */
record VectorModule(MavenProject project, String goal, List<String> sourceRoots) {

    private static final String NAME = "jdk.incubator.vector";
    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";

    VectorModule {
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** What to add, if something is missing. */
    Optional<String> warning() {
        Optional<Path> moduleInfo = moduleInfo();
        if (moduleInfo.isPresent()) {
            return isCompile() && !mentions(moduleInfo.get())
                    ? Optional.of("write `requires " + NAME + ";` in " + moduleInfo.get()
                            + ": the Java that is generated for .nn files uses that module, as long as `targets` is not"
                            + " `scalar`")
                    : Optional.empty();
        }
        Plugin compiler = project.getPlugin(COMPILER);
        return compiler == null || mayAddModule(compiler) ? Optional.empty() : Optional.of(arguments());
    }

    private static String arguments() {
        return String.join(
                System.lineSeparator(),
                "the Java that is generated for .nn files uses the module " + NAME
                        + ", which javac does not see by itself. Add this to the maven-compiler-plugin:",
                "  <configuration>",
                "    <compilerArgs>",
                "      <arg>--add-modules</arg>",
                "      <arg>" + NAME + "</arg>",
                "    </compilerArgs>",
                "  </configuration>",
                "or <targets>scalar</targets> to the nacre-maven-plugin, for plain loops that need no module");
    }

    private boolean isCompile() {
        return goal.equals("compile");
    }

    /** Whether javac may get the module by an argument, or is not what compiles. */
    private boolean mayAddModule(Plugin compiler) {
        return configurations(compiler).anyMatch(VectorModule::mayAddModule)
                || Optional.ofNullable(System.getenv("JDK_JAVAC_OPTIONS"))
                        .filter(VectorModule::mayAddModule)
                        .isPresent();
    }

    /** Of the plugin, and of its executions of the goal. */
    private Stream<String> configurations(Plugin compiler) {
        List<Object> all = new ArrayList<>();
        all.add(compiler.getConfiguration());
        for (PluginExecution execution : compiler.getExecutions()) {
            if (execution.getGoals().contains(goal) || execution.getId().equals("default-" + goal)) {
                all.add(execution.getConfiguration());
            }
        }
        return all.stream().filter(Objects::nonNull).map(Object::toString);
    }

    /** The module, all modules, arguments in a file, or another compiler. */
    private static boolean mayAddModule(String configuration) {
        boolean isOtherCompiler = configuration.contains("<compilerId")
                && !configuration.replaceAll("\\s", "").contains("<compilerId>javac</compilerId>");
        return isOtherCompiler
                || configuration.contains(NAME)
                || configuration.contains("ALL-SYSTEM")
                || configuration.contains("ALL-MODULE-PATH")
                || configuration.matches("(?s).*>\\s*@.*");
    }

    private Optional<Path> moduleInfo() {
        Stream<String> roots = isCompile()
                ? sourceRoots.stream()
                : Stream.concat(sourceRoots.stream(), project.getCompileSourceRoots().stream());
        return roots.map(root -> Path.of(root, "module-info.java"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static boolean mentions(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(NAME);
        } catch (IOException e) {
            return true;
        }
    }
}
