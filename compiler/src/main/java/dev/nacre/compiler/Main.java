package dev.nacre.compiler;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.summary.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The compiler at the command line. */
public final class Main {

    private static final int SUCCESS = 0;
    private static final int MISTAKES = 1;
    private static final int WRONG_USAGE = 2;

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;
    private final Diagnostics diagnostics = new Diagnostics();

    private Main(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs a command: 0 if all went well, 1 if a {@code .nn} file has mistakes, 2 for wrong usage or unreadable files. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 1 && List.of("--help", "-h", "help").contains(args[0])) {
            out.println(CommandLine.USAGE);
            return SUCCESS;
        }
        try {
            return new Main(CommandLine.parse(Arrays.asList(args)), out, err).run();
        } catch (CommandLine.UsageException e) {
            err.println(e.getMessage());
            err.println(CommandLine.USAGE);
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run() throws IOException, CommandLine.UsageException {
        SourceReader reader = new SourceReader(line.sourceDirectory(), diagnostics);
        boolean isWell = true;
        switch (line.command()) {
            case CHECK -> compile(reader, NnCompiler::verify);
            case GENERATE -> {
                List<GeneratedSource> sources =
                        compile(reader, NnCompiler::compile).sources();
                if (diagnostics.isEmpty()) {
                    write(sources, line.output().orElseThrow());
                }
            }
            case SUMMARY -> printSummaries(networks(reader));
            case GRAPH -> {
                List<Network> networks = networks(reader);
                if (diagnostics.isEmpty()) {
                    new GraphCommand(line.drawing(), out).run(networks);
                }
            }
            case FORMAT -> isWell = new FormatCommand(line, reader, out, diagnostics).run();
        }
        printDiagnostics();
        return isWell && diagnostics.isEmpty() ? SUCCESS : MISTAKES;
    }

    private List<Network> networks(SourceReader reader) throws IOException {
        List<SourceFile> files = reader.files(line.files());
        return NnCompiler.check(files, reader.imported(files), diagnostics);
    }

    /** Everything up to the sources, or with them. */
    private interface Extent {
        Compilation compile(List<SourceFile> files, List<SourceFile> imported, CompilerOptions options);
    }

    private Compilation compile(SourceReader reader, Extent extent) throws IOException {
        List<SourceFile> files = reader.files(line.files());
        Compilation compilation = extent.compile(files, reader.imported(files), CompilerOptions.defaults());
        compilation.diagnostics().forEach(diagnostics::report);
        return compilation;
    }

    private void printDiagnostics() {
        List<Diagnostic> sorted = diagnostics.sorted();
        if (sorted.isEmpty()) {
            return;
        }
        sorted.forEach(diagnostic -> err.println(DiagnosticRenderer.render(diagnostic) + System.lineSeparator()));
        err.println(sorted.size() + (sorted.size() == 1 ? " error" : " errors"));
    }

    /** Writes what has changed below a directory, so that builds see no change where there is none. */
    static void write(List<GeneratedSource> sources, Path directory) throws IOException {
        Path root = normalized(directory);
        for (GeneratedSource source : sources) {
            Path target = root.resolve(source.path()).normalize();
            if (!target.startsWith(root)) {
                throw new IllegalStateException(source.path() + " is not below the output directory");
            }
            byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
            if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
                write(target, bytes);
            }
        }
    }

    private static void write(Path target, byte[] bytes) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private void printSummaries(List<Network> networks) {
        List<String> tables = networks.stream()
                .flatMap(network -> NnCompiler.placed(network, CompilerOptions.defaults(), diagnostics).stream()
                        .map(placed -> Summary.of(network, placed)))
                .toList();
        if (diagnostics.isEmpty() && !tables.isEmpty()) {
            out.println(String.join(System.lineSeparator() + System.lineSeparator(), tables));
        }
    }

    private static Path normalized(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
